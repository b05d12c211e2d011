import MiniSearch, { type SearchResult } from 'minisearch';
import { bestFirst, type Match, type SearchEntry } from './entry.ts';
import { BOOST, FIELDS, type Fields, fieldsOf, holdingOf, wordsIn, writtenOf } from './fields.ts';
import { type Query, type QueryTerm, queryOf } from './query.ts';
import { type Reasons, reasonFor } from './reason.ts';
import { topicsOf } from './topics.ts';
import { type Rarity, rarityIn, scaled, sum, type Vector, vectorOf } from './vectors.ts';

export interface FindOptions {
  readonly limit: number;
  readonly kinds?: readonly SearchEntry['kind'][];
}

const BM25 = { k: 1.2, b: 0.75, d: 0.5 };
/** How much of the query's weight the best entry must meet: below it, "nothing fits" is the better answer. */
const LEAST_COVERED = 0.25;
/** The entries after it must meet half as much. */
const LEAST_AFTER_BEST = 0.125;
/** Who writes a whole paragraph need not have every word of it met: so many of its rarest count. */
const ENOUGH_WORDS = 8;
/** What an entry is about counts half as much as the words it meets. */
const TOPIC = 0.5;

interface Found extends Reasons {
  readonly at: number;
  readonly words: number;
  /** The part of the query that is met, 0 to 1 and more for a paragraph. */
  readonly covered: number;
}

/** Finds entries by free words: BM25+ over stems and phrases, weighed by how much of the query is met. */
export function finder(entries: readonly SearchEntry[]) {
  const size = entries.length;
  const read = entries.map(fieldsOf);
  const words = read.map(wordsIn);
  const bags = words.map((one) => one.map(({ term }) => term));
  const holding = holdingOf(bags);
  const written = writtenOf(words.flat());
  const rarity = rarityIn(size, holding);
  const nearness = topicsOf(read.map((fields) => vectorOf(subjectOf(fields), rarity)));
  const search = searcher(read, holding);

  return function find(text: string, options: FindOptions): Match[] {
    const query = queryOf(text, { size, holding });
    const weights = query.words.map(({ term, weight }) => weight * rarity(term));
    const whole = sum([...weights].sort((a, b) => b - a).slice(0, ENOUGH_WORDS));
    if (whole === 0) return [];
    const share = (word: number) => (weights[word] ?? 0) / whole;
    const terms = new Map(query.terms.map((term) => [term.term, term]));
    const found = search(query.terms)
      .map((result) => foundOf(result, terms, share))
      .filter(({ at }) => options.kinds?.includes(entries[at]?.kind ?? 'plugin') ?? true);
    const covered = found.reduce((most, one) => Math.max(most, one.covered), 0);
    if (covered < LEAST_COVERED) return [];
    const best = found.reduce((most, one) => Math.max(most, one.words), 0);
    const near = nearness(aboutOf(query, rarity));
    const ranked = found
      .filter((one) => one.covered >= LEAST_AFTER_BEST)
      .map((one) => ({
        id: entries[one.at]?.id ?? '',
        score: one.words / best + TOPIC * near(one.at),
        one,
      }));
    const as = (term: string) => written.get(term) ?? term;
    return bestFirst(ranked, options.limit).map(({ id, score, one }) => ({
      id,
      score,
      why: reasonFor(one, query.words, as),
    }));
  };
}

/** The words of an entry that tell its subject: the name twice, phrases by their words alone. */
function subjectOf({ title, text, keywords }: Fields): string[] {
  return [...title, ...title, ...text, ...keywords]
    .map(({ term }) => term)
    .filter((term) => !term.includes(' '));
}

function aboutOf({ terms }: Query, rarity: Rarity): Vector {
  return scaled(terms.map(({ term, meets }) => [term, meets * rarity(term)]));
}

/** The engine over what was read; a term is a line of its own, as phrases have spaces. */
function searcher(read: readonly Fields[], holding: ReadonlyMap<string, number>) {
  const index = new MiniSearch({
    fields: [...FIELDS],
    tokenize: (text) => (text === '' ? [] : text.split('\n')),
    processTerm: (term) => term,
  });
  index.addAll(
    read.map((fields, id) => ({
      id,
      ...Object.fromEntries(
        FIELDS.map((field) => [field, fields[field].map(({ term }) => term).join('\n')]),
      ),
    })),
  );
  const known = (term: string) => holding.has(term);
  return (terms: readonly QueryTerm[]): SearchResult[] => {
    const weights = new Map(terms.map(({ term, weight }) => [term, weight]));
    return index.search([...weights.keys()].join('\n'), {
      boost: BOOST,
      bm25: BM25,
      boostTerm: (term) => weights.get(term) ?? 1,
      prefix: (term) => !known(term) && term.length >= 4,
      fuzzy: (term) => (!known(term) && term.length >= 5 ? 0.2 : false),
    });
  };
}

/** `share` gives a query word's part of the whole query. */
function foundOf(
  result: SearchResult,
  terms: ReadonlyMap<string, QueryTerm>,
  share: (word: number) => number,
): Found {
  const best = new Map<number, QueryTerm>();
  for (const asked of result.queryTerms) {
    const term = terms.get(asked);
    for (const word of term?.words ?? []) {
      if (term && (best.get(word)?.meets ?? 0) < term.meets) best.set(word, term);
    }
  }
  let covered = 0;
  for (const [word, { meets }] of best) covered += share(word) * meets;
  return {
    at: Number(result.id),
    // The engine multiplies by how many terms were met; `covered` says that better.
    words: (result.score / Math.max(1, result.queryTerms.length)) * covered,
    covered,
    met: [...best].map(([word, term]) => ({ word, term })),
    alike: result.terms.filter((term) => !terms.has(term)),
  };
}

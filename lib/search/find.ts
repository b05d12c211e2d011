import MiniSearch from 'minisearch';
import { bestFirst, connectorNames, type Match, quoted, type SearchEntry } from './entry.ts';
import { synonymsOf } from './synonyms.ts';
import { termsOf, wordsOf } from './words.ts';

export interface FindOptions {
  readonly limit: number;
  readonly kinds?: readonly SearchEntry['kind'][];
}

const BOOST = { title: 2.5, keywords: 1, connectors: 2, text: 1, team: 0.3 };
const BM25 = { k: 1.2, b: 0.6, d: 0.5 };
/** A word that only means the same counts for less than the word itself. */
const SYNONYM = 0.4;
/** So does a word that only looks alike: no entry holds it as written. */
const GUESS = 0.5;
/** How much of the query's weight an entry must meet: below it, "nothing fits" is the better answer. */
const LEAST_COVERED = 0.3;
/** Who writes a whole paragraph need not have every word of it met: so many of its rarest count. */
const ENOUGH_WORDS = 8;
const MOST_TERMS = 48;
const WORDS_IN_REASON = 4;

interface QueryTerm {
  readonly written: string;
  /** Position of the query word that this term stands for. */
  readonly word: number;
  readonly weight: number;
  readonly synonym: boolean;
}

/** Finds entries by free words: BM25+ over stems, weighed by how much of the query is met. */
export function finder(entries: readonly SearchEntry[], documents: ReadonlyMap<string, number>) {
  const kinds = new Map(entries.map((entry) => [entry.id, entry.kind]));
  const index = new MiniSearch({
    fields: Object.keys(BOOST),
    tokenize: termsOf,
    processTerm: (term) => term,
  });
  index.addAll(
    entries.map((entry) => ({
      id: entry.id,
      title: entry.title,
      keywords: entry.keywords.join(' '),
      connectors: connectorNames(entry).join(' '),
      text: entry.text,
      team: entry.team,
    })),
  );
  const known = (term: string) => documents.has(term);
  const rarity = (term: string) => Math.log(1 + entries.length / (1 + (documents.get(term) ?? 0)));

  return function find(query: string, options: FindOptions): Match[] {
    const terms = queryTerms(query, known);
    const weights = [...terms].filter(([, term]) => !term.synonym);
    const whole = sum(
      weights
        .map(([term]) => rarity(term))
        .sort((a, b) => b - a)
        .slice(0, ENOUGH_WORDS),
    );
    if (whole === 0) return [];
    const wordWeight = new Map(weights.map(([term, { word }]) => [word, rarity(term)]));
    const results = index.search([...terms.keys()].join(' '), {
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term,
      boost: BOOST,
      bm25: BM25,
      boostTerm: (term) => terms.get(term)?.weight ?? 1,
      prefix: (term) => !known(term) && term.length >= 4,
      fuzzy: (term) => (!known(term) && term.length >= 5 ? 0.2 : false),
      filter: ({ id }) => !options.kinds || options.kinds.includes(kinds.get(id) ?? 'plugin'),
    });
    const matches = results.flatMap((result): Match[] => {
      const met = metWords(result.queryTerms, terms);
      const parts = [...met].map(([word, best]) => (wordWeight.get(word) ?? 0) * best.weight);
      const covered = sum(parts) / whole;
      if (covered < LEAST_COVERED) return [];
      const words = [...met.values()].map((one) => one.written).slice(0, WORDS_IN_REASON);
      return [
        { id: String(result.id), score: result.score * covered, why: `Matches ${quoted(words)}` },
      ];
    });
    return bestFirst(matches, options.limit);
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((before, value) => before + value, 0);
}

/** Every query word's stem with weight 1, and the synonyms that the catalog knows. */
function queryTerms(
  query: string,
  known: (term: string) => boolean,
): ReadonlyMap<string, QueryTerm> {
  const terms = new Map<string, QueryTerm>();
  for (const { written, term } of wordsOf(query)) {
    if (terms.size >= MOST_TERMS) break;
    if (terms.has(term)) continue;
    terms.set(term, { written, word: terms.size, weight: known(term) ? 1 : GUESS, synonym: false });
  }
  for (const [term, { written, word }] of [...terms]) {
    for (const other of synonymsOf(term)) {
      if (known(other) && !terms.has(other)) {
        terms.set(other, { written, word, weight: SYNONYM, synonym: true });
      }
    }
  }
  return terms;
}

/** The query words that an entry met, each by its best term. */
function metWords(
  found: readonly string[],
  terms: ReadonlyMap<string, QueryTerm>,
): Map<number, QueryTerm> {
  const met = new Map<number, QueryTerm>();
  for (const term of found.flatMap((one) => terms.get(one) ?? [])) {
    const before = met.get(term.word);
    if (!before || before.weight < term.weight) met.set(term.word, term);
  }
  return new Map([...met].sort(([a], [b]) => a - b));
}

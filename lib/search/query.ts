import { PLAIN_WORDS } from './common-words.ts';
import { once } from './once.ts';
import { phrasesOf, synonymsOf } from './synonyms.ts';
import { stem, type Word, wordsOf } from './words.ts';

/** What means the same counts for less than the word itself. */
const SYNONYM = 0.6;
/** So does a word that only looks alike: no entry holds it as written. */
const GUESS = 0.5;
/** And a word that fits almost any wish. */
const PLAIN = 0.5;
const MOST_WORDS = 48;

const plainTerms = once(() => new Set(PLAIN_WORDS.map(stem)));

/** A word of the query, once. */
export interface Asked {
  readonly written: string;
  readonly term: string;
  /** How much it says: 1, less for words that fit almost any wish. */
  readonly weight: number;
}

/** A term to look for. */
export interface QueryTerm {
  readonly term: string;
  /** Positions of the query words that it stands for. */
  readonly words: readonly number[];
  readonly weight: number;
  /** How well it meets those words: 1 for the words themselves. */
  readonly meets: number;
}

export interface Query {
  readonly words: readonly Asked[];
  readonly terms: readonly QueryTerm[];
}

/**
 * The terms of a query and what means the same, as far as the catalog knows it. `holding` says how many
 * of `size` entries hold a term or phrase. A rare synonym of a common word counts as the common word
 * does, else it would outweigh it.
 */
export function queryOf(
  text: string,
  catalog: { readonly size: number; readonly holding: ReadonlyMap<string, number> },
): Query {
  const written = wordsOf(text).slice(0, MOST_WORDS);
  const words = askedWords(written);
  const terms = new Map<string, QueryTerm>();
  const put = (term: QueryTerm) => {
    if ((terms.get(term.term)?.weight ?? 0) < term.weight) terms.set(term.term, term);
  };
  for (const [at, { term, weight }] of words.entries()) {
    const known = catalog.holding.has(term);
    const meets = known ? 1 : GUESS;
    put({ term, words: [at], weight: weight * meets, meets });
    for (const other of known ? [] : swapped(term).filter((one) => catalog.holding.has(one))) {
      put({ term: other, words: [at], weight: weight * GUESS, meets: GUESS });
    }
  }
  for (const unit of unitsOf(written, words)) {
    for (const term of alternatives(unit, catalog)) put(term);
  }
  return { words, terms: [...terms.values()] };
}

const LEAST_SWAPPED = 5;

/** The term with two neighbouring letters swapped: one slip of the fingers, which the engine counts as two. */
function swapped(term: string): string[] {
  if (term.length < LEAST_SWAPPED || term.includes(' ')) return [];
  const letters = [...term];
  return letters.slice(1).map((letter, at) => {
    return [...letters.slice(0, at), letter, letters[at] ?? '', ...letters.slice(at + 2)].join('');
  });
}

function askedWords(written: readonly Word[]): Asked[] {
  const first = new Map<string, Asked>();
  for (const { written: one, term } of written) {
    const weight = plainTerms().has(term) ? PLAIN : 1;
    if (!first.has(term)) first.set(term, { written: one, term, weight });
  }
  return [...first.values()];
}

/** A word or a phrase of the query. */
interface Unit {
  readonly key: string;
  readonly words: readonly number[];
  readonly weight: number;
}

function unitsOf(written: readonly Word[], words: readonly Asked[]): Unit[] {
  const terms = written.map(({ term }) => term);
  const place = new Map(words.map(({ term }, at) => [term, at]));
  const single = words.map(({ term, weight }, at) => ({ key: term, words: [at], weight }));
  const phrases = phrasesOf(terms).map(({ key, at, length }) => ({
    key,
    words: terms.slice(at, at + length).flatMap((term) => place.get(term) ?? []),
    weight: 1,
  }));
  return [...single, ...phrases];
}

function alternatives(
  unit: Unit,
  catalog: { readonly size: number; readonly holding: ReadonlyMap<string, number> },
): QueryTerm[] {
  const { size, holding } = catalog;
  const others = synonymsOf(unit.key).filter((other) => holding.has(other));
  const phrase = unit.words.length > 1 && holding.has(unit.key);
  const shareOf = (key: string) => Math.min(0.9, (holding.get(key) ?? 0) / size);
  const without = others.reduce(
    (left, other) => left * (1 - SYNONYM * shareOf(other)),
    1 - shareOf(unit.key),
  );
  const common = rarityOf(1 - without);
  const even = (key: string) => Math.min(1, common / rarityOf(shareOf(key)));
  return [
    ...(phrase ? [{ term: unit.key, words: unit.words, weight: even(unit.key), meets: 1 }] : []),
    ...others.map((term) => ({
      term,
      words: unit.words,
      weight: unit.weight * SYNONYM * even(term),
      meets: SYNONYM,
    })),
  ];
}

/** How rare what this share of entries holds is, as the engine counts it. */
function rarityOf(share: number): number {
  return Math.log(1 + (1 - share) / (share + 0.0005));
}

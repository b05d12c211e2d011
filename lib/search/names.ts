import type { Word } from './words.ts';

/** What counts for a word that was never seen inside a sentence. */
const UNSEEN = 0.3;
/** A plain word still counts a little, so that texts without names can be compared. */
const LEAST = 0.001;

/**
 * How much a term is a name (of a product, a company, a language) in this catalog: the share of its
 * uses inside sentences that are written with a capital, above 0 to 1.
 */
export function namedness(words: Iterable<Word>): (term: string) => number {
  const uses = new Map<string, { all: number; capital: number }>();
  for (const { term, capital } of words) {
    if (capital === undefined) continue;
    const counts = uses.get(term) ?? { all: 0, capital: 0 };
    counts.all += 1;
    if (capital) counts.capital += 1;
    uses.set(term, counts);
  }
  return (term) => {
    const counts = uses.get(term);
    return counts ? Math.max(LEAST, counts.capital / (counts.all + 1)) : UNSEEN;
  };
}

import type { SearchResult } from 'minisearch';
import type { QueryTerm } from './query.ts';
import type { Reasons } from './reason.ts';

/** What an entry met of a query. */
export interface Matched extends Reasons {
  /** Position of the entry. */
  readonly at: number;
  /** How much the words it met say of it. */
  readonly words: number;
  /** The part of the query that is met, 0 to 1 and more for a paragraph. */
  readonly covered: number;
}

/** Reads the engine's results for these terms; `share` gives a query word's part of the whole query. */
export function matchedBy(asked: readonly QueryTerm[], share: (word: number) => number) {
  const terms = new Map(asked.map((term) => [term.term, term]));
  return (result: SearchResult): Matched => {
    const best = bestOf(result.queryTerms.flatMap((term) => terms.get(term) ?? []));
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
  };
}

/** For every word of the query that was met, the term that meets it best. */
function bestOf(met: readonly QueryTerm[]): Map<number, QueryTerm> {
  const best = new Map<number, QueryTerm>();
  for (const term of met) {
    for (const word of term.words) {
      if ((best.get(word)?.meets ?? 0) < term.meets) best.set(word, term);
    }
  }
  return best;
}

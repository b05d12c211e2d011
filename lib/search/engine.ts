import MiniSearch, { type SearchResult } from 'minisearch';
import { BOOST, FIELDS } from './fields.ts';
import type { QueryTerm } from './query.ts';
import type { Reading } from './reading.ts';

const BM25 = { k: 1.2, b: 0.75, d: 0.5 };

/**
 * The engine over what was read; a term is a line of its own, as phrases have spaces. The ids of its
 * results are positions of readings. `known` says whether any entry holds a term: what none holds is
 * taken for a beginning or a typo.
 */
export function engineOver(readings: readonly Reading[], known: (term: string) => boolean) {
  const index = new MiniSearch({
    fields: [...FIELDS],
    tokenize: (text) => (text === '' ? [] : text.split('\n')),
    processTerm: (term) => term,
  });
  index.addAll(
    readings.map(({ fields }, id) => ({
      id,
      ...Object.fromEntries(
        FIELDS.map((field) => [field, fields[field].map(({ term }) => term).join('\n')]),
      ),
    })),
  );
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

import MiniSearch from 'minisearch';
import type { SearchEntry } from '../../lib/search/index.ts';
import { termsOf } from '../../lib/search/words.ts';
import type { Ranker } from './measure.ts';

/** An entry as one bag of stems: what both baselines see of it. */
function bag(entry: SearchEntry): string[] {
  return termsOf([entry.title, entry.text, ...entry.keywords].join(' '));
}

/** Plain BM25 over stems, in one field, with the usual constants. */
export function bm25(entries: readonly SearchEntry[]): Ranker {
  const index = new MiniSearch({ fields: ['bag'], tokenize: termsOf, processTerm: (term) => term });
  index.addAll(
    entries.map((entry) => ({
      id: entry.id,
      bag: [entry.title, entry.text, ...entry.keywords].join(' '),
    })),
  );
  return {
    find: (query) =>
      index
        .search(query, { bm25: { k: 1.2, b: 0.75, d: 0 } })
        .sort((a, b) => b.score - a.score || (String(a.id) < String(b.id) ? -1 : 1))
        .map((result) => String(result.id)),
  };
}

type Vector = ReadonlyMap<string, number>;

/** The cosine of TF-IDF vectors over stems. */
export function tfidf(entries: readonly SearchEntry[]): Ranker {
  const documents = new Map<string, number>();
  for (const entry of entries)
    for (const term of new Set(bag(entry))) documents.set(term, (documents.get(term) ?? 0) + 1);
  const weigh = (terms: readonly string[]) =>
    vector(terms, (term) => Math.log((1 + entries.length) / (1 + (documents.get(term) ?? 0))));
  const vectors = new Map(entries.map((entry) => [entry.id, weigh(bag(entry))]));
  return {
    find: (query) => nearest(weigh(termsOf(query)), vectors),
    pair: (a, b) => dot(weigh(bag(a)), weigh(bag(b))),
  };
}

function nearest(query: Vector, vectors: ReadonlyMap<string, Vector>): string[] {
  return [...vectors]
    .map(([id, one]) => ({ id, score: dot(query, one) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function vector(terms: readonly string[], idf: (term: string) => number): Vector {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weights = [...counts].map(([term, n]) => ({ term, weight: (1 + Math.log(n)) * idf(term) }));
  const length = Math.hypot(...weights.map(({ weight }) => weight)) || 1;
  return new Map(weights.map(({ term, weight }) => [term, weight / length]));
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [term, weight] of a) sum += weight * (b.get(term) ?? 0);
  return sum;
}

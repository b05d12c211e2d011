import { buildIndex, type SearchEntry } from '../../lib/search/index.ts';

export interface Speed {
  readonly entries: number;
  /** All times in milliseconds. */
  readonly build: number;
  readonly findMedian: number;
  readonly findSlowest: number;
  readonly similarMedian: number;
  readonly similarSlowest: number;
}

/** Times over a catalog filled up to `size` with copies under other ids. `nowMs` is the clock. */
export function speed(
  entries: readonly SearchEntry[],
  by: { readonly queries: readonly string[]; readonly size: number; readonly nowMs: () => number },
): Speed {
  const catalog = Array.from({ length: by.size }, (_, at) => copy(entries, at));
  const timed = (work: () => unknown) => {
    const start = by.nowMs();
    work();
    return by.nowMs() - start;
  };
  const start = by.nowMs();
  const index = buildIndex(catalog.flat());
  index.similar('', { limit: 1 });
  const build = by.nowMs() - start;
  const find = by.queries.map((query) => timed(() => index.find(query, { limit: 10 })));
  const similar = by.queries.map((query) => timed(() => index.similar(query, { limit: 10 })));
  return {
    entries: catalog.flat().length,
    build,
    findMedian: median(find),
    findSlowest: Math.max(0, ...find),
    similarMedian: median(similar),
    similarSlowest: Math.max(0, ...similar),
  };
}

function copy(entries: readonly SearchEntry[], at: number): SearchEntry[] {
  const entry = entries[at % entries.length];
  return entry ? [{ ...entry, id: `${entry.id}~${Math.floor(at / entries.length)}` }] : [];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

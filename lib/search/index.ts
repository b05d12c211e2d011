import type { Match, SearchEntry } from './entry.ts';
import { type FindOptions, finder } from './find.ts';
import { likeness } from './similar.ts';

export type { Match, SearchEntry } from './entry.ts';

export interface SearchIndex {
  /** Entries that do what the words ask for, best first; empty when nothing comes near. */
  find(query: string, options: FindOptions): Match[];
  /** Entries that do much the same as an entry or a description, best first, without itself. */
  similar(to: SearchEntry | string, options: { readonly limit: number }): Match[];
  /** How likely two entries do the same job: 0 (nothing in common) to nearly 1. */
  pair(a: SearchEntry, b: SearchEntry): number;
}

/** Ids are unique; of two entries with one id the later counts. */
export function buildIndex(entries: readonly SearchEntry[]): SearchIndex {
  const unique = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  // In one order, whatever the order of the catalog: sums of fractions differ by it.
  unique.sort((a, b) => (a.id < b.id ? -1 : 1));
  const { similar, pair } = likeness(unique);
  return { find: finder(unique), similar, pair };
}

/** Builds an index when the entries differ from the ones before, else gives the one it built. */
export function indexKeeper(): (entries: readonly SearchEntry[]) => SearchIndex {
  let kept: { readonly of: string; readonly index: SearchIndex } | undefined;
  return (entries) => {
    const of = JSON.stringify(entries);
    if (kept?.of !== of) kept = { of, index: buildIndex(entries) };
    return kept.index;
  };
}

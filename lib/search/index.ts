import type { Match, SearchEntry } from './entry.ts';
import { type FindOptions, finder } from './find.ts';
import { type Shelf, shelve } from './shelf.ts';
import { likeness, type SimilarOptions } from './similar.ts';

export type { Match, SearchEntry } from './entry.ts';

export interface SearchIndex {
  /** Entries that do what the words ask for, best first; empty when nothing comes near. */
  find(query: string, options: FindOptions): Match[];
  /** Entries that do much the same as an entry or a description, best first, without itself. */
  similar(to: SearchEntry | string, options: SimilarOptions): Match[];
  /** How likely two entries do the same job: 0 (nothing in common) to nearly 1. */
  pair(a: SearchEntry, b: SearchEntry): number;
}

/** Ids are unique; of two entries with one id the later counts. */
export function buildIndex(entries: readonly SearchEntry[]): SearchIndex {
  return indexOf(shelve(entries));
}

/** The index over what was read and learned. The same shelf gives the same answers, wherever it comes from. */
export function indexOf({ readings, learned }: Shelf): SearchIndex {
  const { similar, pair } = likeness(readings);
  return { find: finder(readings, learned), similar, pair };
}

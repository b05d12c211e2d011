import { connectorNames, type Match, type SearchEntry } from './entry.ts';
import { type FindOptions, finder } from './find.ts';
import { likeness } from './similar.ts';
import { termsOf } from './words.ts';

export type { Match, SearchEntry } from './entry.ts';

export interface SearchIndex {
  /** Entries that do what the words ask for, best first; empty when nothing comes near. */
  find(query: string, options: FindOptions): Match[];
  /** Entries that do much the same as an entry or a description, best first, without itself. */
  similar(to: SearchEntry | string, options: { readonly limit: number }): Match[];
  /** How much alike two entries are: 0 (nothing in common) to about 1. */
  pair(a: SearchEntry, b: SearchEntry): number;
}

/** Ids are unique; of two entries with one id the later counts. */
export function buildIndex(entries: readonly SearchEntry[]): SearchIndex {
  const unique = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  const documents = documentCounts(unique);
  return { find: finder(unique, documents), ...likeness(unique, documents) };
}

/** Term → how many entries hold it. */
function documentCounts(entries: readonly SearchEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const parts = [
      entry.title,
      entry.text,
      ...entry.keywords,
      ...connectorNames(entry),
      entry.team,
    ];
    for (const term of new Set(termsOf(parts.join(' '))))
      counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

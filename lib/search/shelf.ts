import type { SearchEntry } from './entry.ts';
import { holdingOf, wordsIn } from './fields.ts';
import { subjectOf } from './find.ts';
import { type Reading, readingOf } from './reading.ts';
import { type Learned, learn } from './topics.ts';
import { rarityIn, vectorOf } from './vectors.ts';

/**
 * What of a catalog is dear to work out: its entries as read, and what was learned from them. All
 * else follows from it quickly, so this is what is stored.
 */
export interface Shelf {
  /** By id; no two have one id. */
  readonly readings: readonly Reading[];
  /** Learned from these entries, or from those that were here when it was last learned. */
  readonly learned: Learned;
}

/** Reads all entries and learns from them. Ids are unique; of two entries with one id the later counts. */
export function shelve(entries: readonly SearchEntry[]): Shelf {
  const readings = inOrder(new Map(entries.map((entry) => [entry.id, readingOf(entry)])));
  return { readings, learned: learnFrom(readings) };
}

/** The shelf with these entries read anew. What it learned stays until somebody shelves all of them again. */
export function reshelve(shelf: Shelf, changed: readonly SearchEntry[]): Shelf {
  const readings = new Map(shelf.readings.map((reading) => [reading.id, reading]));
  for (const entry of changed) readings.set(entry.id, readingOf(entry));
  return { ...shelf, readings: inOrder(readings) };
}

/** In one order, whatever the order of the catalog: sums of fractions differ by it. */
function inOrder(readings: ReadonlyMap<string, Reading>): Reading[] {
  return [...readings.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function learnFrom(readings: readonly Reading[]): Learned {
  const terms = readings.map(({ fields }) => wordsIn(fields).map(({ term }) => term));
  const rarity = rarityIn(readings.length, holdingOf(terms));
  return learn(readings.map((reading) => vectorOf(subjectOf(reading), rarity)));
}

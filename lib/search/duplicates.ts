import type { SearchEntry } from './entry.ts';
import type { SearchIndex } from './index.ts';

/** Entries that likely do the same job, of which one would be enough. */
export interface DuplicateGroup {
  /** In the order of the alphabet. */
  readonly ids: readonly string[];
  /** Of its most alike pair: 0.8 to nearly 1. */
  readonly score: number;
  /** What that pair has in common, one plain sentence. */
  readonly why: string;
}

export interface SweepOptions {
  /** Pairs that somebody has judged, that were reported before, or that belong together. */
  readonly settled: (a: string, b: string) => boolean;
  /** Groups at most. "A sweep reports at most 20 new groups and never an accepted pair." */
  readonly limit: number;
}

/** From here on two entries are worth a person's look. */
const LEAST_DUPLICATE = 0.8;
/** Of what an entry is most like: a group of more is told by its other members. */
const NEIGHBOURS = 20;

/** One key for a pair, whichever way round. */
export function pairKey(a: string, b: string): string {
  return JSON.stringify([a, b].sort());
}

/**
 * Groups of duplicates around the given entries (all, or those that changed), most alike first. No two entries
 * of a group are a settled pair: where a third one is like both, it goes with the one it is more like.
 */
export function duplicateGroups(
  index: Pick<SearchIndex, 'similar'>,
  entries: readonly SearchEntry[],
  { settled, limit }: SweepOptions,
): DuplicateGroup[] {
  const groups = new Map<string, DuplicateGroup>();
  for (const { a, b, ...alike } of openPairs(index, entries, settled)) {
    const left = groups.get(a) ?? { ids: [a], ...alike };
    const right = groups.get(b) ?? { ids: [b], ...alike };
    if (left === right) continue;
    const apart = left.ids.some((one) => right.ids.some((two) => settled(one, two)));
    if (apart) continue;
    const { score, why } = left.score >= right.score ? left : right;
    const joined = { ids: [...left.ids, ...right.ids], score, why };
    for (const id of joined.ids) groups.set(id, joined);
  }
  return [...new Set(groups.values())]
    .map(({ ids, ...alike }) => ({ ids: [...ids].sort(), ...alike }))
    .sort((a, b) => b.score - a.score || ((a.ids[0] ?? '') < (b.ids[0] ?? '') ? -1 : 1))
    .slice(0, Math.max(0, limit));
}

type Alike = Pick<DuplicateGroup, 'score' | 'why'>;
type Pair = { readonly a: string; readonly b: string } & Alike;

/** Pairs that are alike enough and not settled, each once, most alike first. */
function openPairs(
  index: Pick<SearchIndex, 'similar'>,
  entries: readonly SearchEntry[],
  settled: SweepOptions['settled'],
): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const entry of entries) {
    const near = index.similar(entry, { limit: NEIGHBOURS, least: LEAST_DUPLICATE });
    for (const { id, score, why } of near) {
      const pair = { a: entry.id, b: id, score, why };
      if (!settled(entry.id, id)) pairs.set(pairKey(entry.id, id), pair);
    }
  }
  const order = ([a, one]: [string, Pair], [b, two]: [string, Pair]) =>
    two.score - one.score || (a < b ? -1 : 1);
  return [...pairs].sort(order).map(([, pair]) => pair);
}

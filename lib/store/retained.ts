import { DUE_SHARDS, shardOf } from './due.ts';
import { readDue } from './read.ts';
import type { Key, Store } from './store.ts';

function retainedIn(shard: number): string {
  return `retained/${shard}`;
}

/** Files an item by when it was written: its words are erased when the retention time is over. */
export function retained(id: string, at: string): Record<string, string> {
  return { duePk: retainedIn(shardOf(id)), dueSk: `${at}#${id}` };
}

/** Keys of what was written by `upTo`, at most `most` of each shard. */
export async function readRetained(store: Store, upTo: string, most: number): Promise<Key[]> {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) =>
    readDue(store, retainedIn(shard), `${upTo}~`, most),
  );
  return (await Promise.all(shards)).flat();
}

/** "`DUE#0…7` partitions, sort key `dueAt#id`". */
export const DUE_SHARDS = 8;

export function duePartition(shard: number): string {
  return `due/${shard}`;
}

/** The shard an id's due time is filed under: stable, and even enough for random ids. */
export function shardOf(id: string, shards = DUE_SHARDS): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % shards;
}

/** Due then, in the shard of its id. */
export function dueAt(id: string, at: string): { readonly duePk: string; readonly dueSk: string } {
  return { duePk: duePartition(shardOf(id)), dueSk: `${at}#${id}` };
}

import { DeleteItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { ChainLine } from '../core/audit.ts';
import type { Leaf } from '../core/checkpoint.ts';
import { DUE_SHARDS, shardOf } from './due.ts';
import { fromAttributes } from './item.ts';
import type { Item, Key, Store } from './store.ts';

/**
 * Says that no checkpoint covers this line yet. It is written in the line's own transaction, so that
 * none can be missing, and each line has its own, so that no two writers, and no writer and the maker
 * of checkpoints, ever meet on one.
 */
export function markItem({ subject, seq, hash }: ChainLine): Item {
  return { ...markKey(subject, seq), kind: 'mark', v: seq, hash, data: { subject } };
}

function markKey(subject: string, seq: number): Key {
  return { pk: partition(shardOf(subject)), sk: `${subject}#${String(seq).padStart(16, '0')}` };
}

function partition(shard: number): string {
  return `audit/new/${shard}`;
}

const markSchema = z.object({ subject: z.string() });

/** Lines between the lowest and the highest marked one have no mark: somebody takes marks away just now. */
export class MarksMissing extends Error {}

export interface MovedChains {
  /** Chains with marked lines, and which. */
  readonly moved: readonly Leaf[];
  /** There are more of them. */
  readonly more: boolean;
}

/**
 * The chains with marked lines, at most `most` of each shard, at the cost of the marks. Newest first:
 * a line was written before the one after it, so whoever reads a line's mark finds the marks of all
 * lines before it. Throws `MarksMissing`.
 */
export async function readMoved(store: Store, most: number): Promise<MovedChains> {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => readShard(store, shard, most));
  const read = await Promise.all(shards);
  return { moved: read.flatMap((one) => one.moved), more: read.some((one) => one.more) };
}

async function readShard(store: Store, shard: number, most: number): Promise<MovedChains> {
  const pages = paginateQuery(
    { client: store.client },
    {
      TableName: store.registry,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: marshall({ ':pk': partition(shard) }),
      ConsistentRead: true,
      ScanIndexForward: false,
    },
  );
  const moved = new Map<string, Leaf>();
  for await (const page of pages) {
    for (const item of page.Items ?? []) {
      const { state, chain } = fromAttributes(item, markSchema);
      const { subject } = state;
      const leaf = moved.get(subject);
      if (!leaf && moved.size === most) return { moved: [...moved.values()], more: true };
      if (leaf && leaf[1] !== chain.seq) throw new MarksMissing(subject);
      moved.set(subject, [subject, chain.seq - 1, leaf?.[2] ?? chain.seq, leaf?.[3] ?? chain.hash]);
    }
  }
  return { moved: [...moved.values()], more: false };
}

const AT_ONCE = 8;

/** Takes away the marks of the lines that these leaves cover, a few at a time. */
export async function clearMarks(store: Store, leaves: readonly Leaf[]): Promise<void> {
  const keys = leaves.flatMap(([subject, from, seq]) =>
    Array.from({ length: seq - from }, (_, n) => markKey(subject, from + 1 + n)),
  );
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const turn = keys.slice(at, at + AT_ONCE);
    await Promise.all(turn.map((key) => remove(store, key)));
  }
}

async function remove(store: Store, key: Key): Promise<void> {
  const Key = marshall(key);
  await store.client.send(new DeleteItemCommand({ TableName: store.registry, Key }));
}

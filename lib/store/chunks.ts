import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { fromAttributes, toAttributes } from './item.ts';
import { readTogether } from './read.ts';
import type { Key, Store } from './store.ts';

/** An item may have 400 KB, its names and key included. */
const CHUNK = 390_000;
const AT_ONCE = 4;

const chunkSchema = z.instanceof(Uint8Array);

function chunkKey(name: string, at: number): Key {
  return { pk: name, sk: `CHUNK#${String(at).padStart(4, '0')}` };
}

function keysOf(name: string, count: number): Key[] {
  return Array.from({ length: count }, (_, at) => chunkKey(name, at));
}

/** In how many items so many bytes are stored. */
export function chunksOf(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / CHUNK);
}

/** Stores bytes of any length under a name. */
export async function writeChunks(store: Store, name: string, bytes: Uint8Array): Promise<void> {
  await inTurns(keysOf(name, chunksOf(bytes)), async (key, at) => {
    const data = bytes.subarray(at * CHUNK, (at + 1) * CHUNK);
    const Item = toAttributes({ ...key, kind: 'chunk', data });
    await store.client.send(new PutItemCommand({ TableName: store.registry, Item }));
  });
}

/** The bytes under a name; undefined when a part of them is gone. */
export async function readChunks(
  store: Store,
  name: string,
  count: number,
): Promise<Uint8Array | undefined> {
  const keys = keysOf(name, count);
  const found = await readTogether(store, keys);
  const parts = keys.flatMap(({ pk, sk }) => {
    const item = found.get(`${pk} ${sk}`);
    return item ? [fromAttributes(item, chunkSchema).state] : [];
  });
  if (parts.length < count) return undefined;
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Removes what is stored under a name. */
export async function removeChunks(store: Store, name: string, count: number): Promise<void> {
  await inTurns(keysOf(name, count), async (key) => {
    const Key = marshall(key);
    await store.client.send(new DeleteItemCommand({ TableName: store.registry, Key }));
  });
}

/** A few at a time: neither one after the other nor all at once. */
async function inTurns(
  keys: readonly Key[],
  step: (key: Key, at: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const turn = keys.slice(from, from + AT_ONCE);
    await Promise.all(turn.map((key, at) => step(key, from + at)));
  }
}

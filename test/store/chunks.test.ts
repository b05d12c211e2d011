import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { chunksOf, readChunks, removeChunks, writeChunks } from '../../lib/store/chunks.ts';
import type { Store } from '../../lib/store/store.ts';
import { engineOfFile } from '../kit/engine.ts';
import { storeOn } from './kit.ts';

const engine = engineOfFile();
let store: Store;
beforeAll(() => {
  store = storeOn(engine().client, engine().tables);
});

const bytes = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7) % 251);

test.each([
  [0, 0],
  [1, 1],
  [390_000, 1],
  [390_001, 2],
  [2_000_000, 6],
])('%d bytes stand in %d items and come back as they were', async (length, count) => {
  const name = `bytes/${length}`;
  expect(chunksOf(bytes(length))).toBe(count);
  await writeChunks(store, name, bytes(length));
  expect(await readChunks(store, name, count)).toEqual(bytes(length));
  await removeChunks(store, name, count);
  if (count > 0) expect(await readChunks(store, name, count)).toBeUndefined();
});

test('a part that is gone leaves nothing to read', async () => {
  await writeChunks(store, 'torn', bytes(800_000));
  const Key = marshall({ pk: 'torn', sk: 'CHUNK#0001' });
  await store.client.send(new DeleteItemCommand({ TableName: store.registry, Key }));
  expect(await readChunks(store, 'torn', 3)).toBeUndefined();
  await removeChunks(store, 'torn', 3);
});

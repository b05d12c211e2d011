import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { NewerSchema, toAttributes } from '../../lib/store/item.ts';
import {
  readAll,
  readDue,
  readHead,
  readItem,
  readNewest,
  readOldest,
  readPart,
  readTogether,
} from '../../lib/store/read.ts';
import type { Item, Store } from '../../lib/store/store.ts';
import { engineOfFile } from '../kit/engine.ts';
import { storeOn } from './kit.ts';

const engine = engineOfFile();
let store: Store;
const schema = z.object({ n: z.int() });

beforeAll(async () => {
  store = storeOn(engine().client, engine().tables);
});

function put(item: Item) {
  return engine().client.send(
    new PutItemCommand({ TableName: store.registry, Item: toAttributes(item) }),
  );
}

const item = (pk: string, sk: string, n: number, more = {}): Item => ({
  pk,
  sk,
  kind: 'x',
  data: { n },
  ...more,
});

test('what does not exist is undefined', async () => {
  const key = { pk: 'none', sk: 'HEAD' };
  expect(await readItem(store, store.registry, key)).toBeUndefined();
  expect(await readPart(store, key, schema)).toBeUndefined();
  expect(await readHead(store, 'workflow/none', schema)).toBeUndefined();
});

test('a head that a newer version wrote fails loudly', async () => {
  const Item = marshall({ ...item('workflow/new', 'HEAD', 1), schema: 99 });
  await engine().client.send(new PutItemCommand({ TableName: store.registry, Item }));
  await expect(readHead(store, 'workflow/new', schema)).rejects.toThrow(NewerSchema);
});

test('several items come in one call; those that are missing are left out', async () => {
  await Promise.all([put(item('together', 'A', 1)), put(item('together', 'B', 2))]);
  const keys = ['A', 'B', 'C'].map((sk) => ({ pk: 'together', sk }));
  const found = await readTogether(store, keys);
  expect([...found.keys()].sort()).toEqual(['together A', 'together B']);
});

describe('a partition', () => {
  test('is read to its end, over as many pages as it takes', async () => {
    const long = 'x'.repeat(300_000);
    for (let n = 0; n < 5; n += 1) await put(item('paged', `P#${n}`, n, { long }));
    const all = await readAll(store, { partition: 'paged', schema });
    expect(all.map((one) => one.state.n)).toEqual([0, 1, 2, 3, 4]);
  });

  test('is read from a prefix on', async () => {
    await Promise.all([put(item('mixed', 'A#1', 1)), put(item('mixed', 'B#1', 2))]);
    const some = await readAll(store, { partition: 'mixed', prefix: 'B#', schema });
    expect(some.map((one) => one.state.n)).toEqual([2]);
  });

  test('of an index lists what is filed there, in order, up to a point', async () => {
    for (const n of [3, 1, 2])
      await put(item(`listed/${n}`, 'HEAD', n, { listPk: 'l', listSk: `${n}` }));
    const listing = { index: 'list' as const, partition: 'l', schema };
    expect((await readAll(store, listing)).map((one) => one.state.n)).toEqual([1, 2, 3]);
    const early = await readAll(store, { ...listing, upTo: '2' });
    expect(early.map((one) => one.state.n)).toEqual([1, 2]);
  });
});

test('what is due comes earliest first, at most so many, and not before its time', async () => {
  for (const n of [4, 2, 1, 3])
    await put(item(`due/${n}`, 'HEAD', n, { duePk: 'd', dueSk: `T${n}#x` }));
  const due = await readDue(store, 'd', 'T3~', 2);
  expect(due).toEqual([
    { pk: 'due/1', sk: 'HEAD' },
    { pk: 'due/2', sk: 'HEAD' },
  ]);
  expect(await readDue(store, 'd', 'T3~', 9)).toHaveLength(3);
});

test('the newest of a partition come last first, at most so many', async () => {
  for (const n of [1, 2, 3]) await put(item('newest', `T#${n}`, n));
  await put(item('newest', 'Z#9', 9));
  const listing = { partition: 'newest', prefix: 'T#', schema };
  expect((await readNewest(store, listing, 2)).map((one) => one.n)).toEqual([3, 2]);
  expect(await readNewest(store, { ...listing, prefix: 'none' }, 2)).toEqual([]);
});

test('the oldest of a partition come first first, at most so many', async () => {
  for (const n of [3, 1, 2]) await put(item('oldest', `T#${n}`, n));
  const listing = { partition: 'oldest', prefix: 'T#', schema };
  expect((await readOldest(store, listing, 2)).map((one) => one.n)).toEqual([1, 2]);
});

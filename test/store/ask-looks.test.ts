import { beforeEach, expect, test } from 'vitest';
import { type AskLook, askLookItem, moveAskLook, readAskLook } from '../../lib/store/ask-looks.ts';
import { duePartition, shardOf } from '../../lib/store/due.ts';
import { readDue } from '../../lib/store/read.ts';
import type { Store } from '../../lib/store/store.ts';
import { putAll } from '../../lib/store/systems.ts';
import { stage } from '../acts/stage.ts';
import { LATER, NOW } from '../core/perfect.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let store: Store;
beforeEach(async () => {
  ({ store } = await stage(engine()));
});

const id = 'apr_1';
const first: AskLook = { id, at: NOW, token: 'ask_1' };
const due = (upTo: string) => readDue(store, duePartition(shardOf(id)), `${upTo}~`, 10);

test('a look is due at its time, is moved and goes', async () => {
  expect(await readAskLook(store, id)).toBeUndefined();
  await putAll(store, [askLookItem(first)]);
  expect(await readAskLook(store, id)).toBe('ask_1');
  expect(await due(NOW)).toMatchObject([{ pk: `approval-ask/${id}` }]);
  await moveAskLook(store, first, { id, at: LATER, token: 'ask_2' });
  expect(await due(NOW)).toEqual([]);
  expect(await due(LATER)).toHaveLength(1);
  await moveAskLook(store, { id, token: 'ask_2' }, undefined);
  expect(await readAskLook(store, id)).toBeUndefined();
});

test.each([undefined, { id, at: LATER, token: 'ask_3' }])(
  'a newer look stays, whatever an older one would put in its place',
  async (next) => {
    await putAll(store, [askLookItem({ ...first, token: 'ask_2' })]);
    await moveAskLook(store, first, next);
    expect(await readAskLook(store, id)).toBe('ask_2');
  },
);

test('trouble of the engine is no newer look', async () => {
  const broken = { ...store, registry: 'no-such-table' };
  await expect(moveAskLook(broken, first, undefined)).rejects.toThrow();
});

import { beforeAll, expect, test } from 'vitest';
import {
  putCheckpoint,
  readCheckpoints,
  readNewestCheckpoint,
} from '../../lib/store/checkpoints.ts';
import { readEverything } from '../../lib/store/log.ts';
import type { Store } from '../../lib/store/store.ts';
import { engineOfFile } from '../kit/engine.ts';
import { history, seeded, testKey } from '../kit/history.ts';
import { storeOn } from './kit.ts';

const engine = engineOfFile();
let store: Store;
beforeAll(() => {
  store = storeOn(engine().client, engine().tables);
});

const { checkpoints } = history({
  key: testKey(),
  chains: 2,
  events: 12,
  every: 1,
  random: seeded(3),
});

test('they are kept by their numbers, each once', async () => {
  expect(await readNewestCheckpoint(store)).toBeUndefined();
  for (const line of checkpoints) expect(await putCheckpoint(store, line)).toBe(true);
  const [first] = checkpoints;
  if (!first) throw new Error('twelve checkpoints');
  expect(await putCheckpoint(store, first)).toBe(false);
  expect(await readNewestCheckpoint(store)).toEqual(checkpoints.at(-1));
  const all = [];
  for await (const line of readCheckpoints(store)) all.push(line);
  expect(all).toEqual(checkpoints);
});

test('they are no events', async () => {
  const events = [];
  for await (const line of readEverything(store)) events.push(line);
  expect(events).toEqual([]);
});

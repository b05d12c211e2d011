import { beforeEach, expect, test } from 'vitest';
import { duePartition, shardOf } from '../../lib/store/due.ts';
import { readDue } from '../../lib/store/read.ts';
import { EVERY_WORKFLOW, endRecheck, readRecheck, recheckItem } from '../../lib/store/rechecks.ts';
import type { Store } from '../../lib/store/store.ts';
import { putAll } from '../../lib/store/systems.ts';
import { stage } from '../acts/stage.ts';
import { NOW } from '../core/perfect.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let store: Store;
beforeEach(async () => {
  ({ store } = await stage(engine()));
});

const note = (about: string, token: string) =>
  putAll(store, [recheckItem(about, { token, now: NOW })]);
const due = (about: string) => readDue(store, duePartition(shardOf(about)), `${NOW}~`, 10);

test.each(['reply-bot', EVERY_WORKFLOW])('a note about %s is due at once', async (about) => {
  expect(await readRecheck(store, about)).toBeUndefined();
  await note(about, 'rck_1');
  expect(await readRecheck(store, about)).toBe('rck_1');
  expect(await due(about)).toMatchObject([{ pk: `recheck/${about}` }]);
  await endRecheck(store, about, 'rck_1');
  expect(await readRecheck(store, about)).toBeUndefined();
  expect(await due(about)).toEqual([]);
});

test('one that came meanwhile stays, and a second end of it changes nothing', async () => {
  await note('reply-bot', 'rck_1');
  await note('reply-bot', 'rck_2');
  await endRecheck(store, 'reply-bot', 'rck_1');
  expect(await readRecheck(store, 'reply-bot')).toBe('rck_2');
  await endRecheck(store, 'reply-bot', 'rck_2');
  await endRecheck(store, 'reply-bot', 'rck_2');
  expect(await readRecheck(store, 'reply-bot')).toBeUndefined();
});

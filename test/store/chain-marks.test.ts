import { beforeEach, expect, inject, test } from 'vitest';
import * as z from 'zod';
import { createTables } from '../../lib/local/tables.ts';
import { clearMarks, MarksMissing, markItem, readMoved } from '../../lib/store/chain-marks.ts';
import { commit } from '../../lib/store/commit.ts';
import type { Subject } from '../../lib/store/keys.ts';
import { readLines } from '../../lib/store/log.ts';
import { readHead } from '../../lib/store/read.ts';
import { engineOfFile } from '../kit/engine.ts';
import { storeOn } from './kit.ts';

const engine = engineOfFile();
let count = 0;
let store: ReturnType<typeof storeOn>;
beforeEach(async () => {
  count += 1;
  const tables = { registry: `marks-registry-${count}`, audit: `marks-audit-${count}` };
  await createTables(engine().client, inject('tablesTemplate'), tables);
  store = storeOn(engine().client, tables);
});

const NOW = '2026-11-23T09:00:00.000Z';

async function say(subject: Subject, times: number): Promise<string> {
  for (let n = 0; n < times; n += 1) {
    const from = (await readHead(store, subject, z.object({})))?.chain;
    const actor = { kind: 'system' as const, id: 'tests' };
    const event = { kind: 'said', at: NOW, actor, data: {} };
    const changes = [{ subject, from, state: {}, event }] as const;
    await commit(store, { changes, writeId: `${subject} ${from?.seq ?? 0}` });
  }
  return (await readLines(store, subject, 1))[0]?.hash ?? '';
}

test('what moved is read with where it stands, at the cost of what moved', async () => {
  const a = await say('workflow/a', 3);
  const b = await say('approval/b', 1);
  const { moved, more } = await readMoved(store, 10);
  expect(more).toBe(false);
  expect([...moved].sort()).toEqual([
    ['approval/b', 0, 1, b],
    ['workflow/a', 0, 3, a],
  ]);
});

test('what was cleared is gone, and what came since is left', async () => {
  const hash = await say('workflow/a', 3);
  await clearMarks(store, [['workflow/a', 0, 2, hash]]);
  expect((await readMoved(store, 10)).moved).toEqual([['workflow/a', 2, 3, hash]]);
  await clearMarks(store, [['workflow/a', 0, 3, hash]]);
  expect((await readMoved(store, 10)).moved).toEqual([]);
});

test('of more than there is room for, some whole chains are read', async () => {
  for (let n = 0; n < 20; n += 1) await say(`workflow/w${n}`, 2);
  const { moved, more } = await readMoved(store, 1);
  expect(more).toBe(true);
  expect(moved.length).toBeLessThanOrEqual(8);
  expect(moved.every(([, from, seq]) => from === 0 && seq === 2)).toBe(true);
});

test('marks that are gone from the middle are noticed', async () => {
  const hash = await say('workflow/a', 3);
  await clearMarks(store, [['workflow/a', 1, 2, hash]]);
  await expect(readMoved(store, 10)).rejects.toThrow(MarksMissing);
});

test('each line has a mark of its own', () => {
  const line = { subject: 'workflow/a', prev: '', event: '', hash: 'h' };
  const [one, two] = [markItem({ ...line, seq: 1 }), markItem({ ...line, seq: 2 })];
  expect(one.pk).toBe(two.pk);
  expect(one.sk < two.sk).toBe(true);
});

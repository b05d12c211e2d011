import { expect, test } from 'vitest';
import {
  decisionItems,
  endFatigueLook,
  readDecisions,
  readFatigueLook,
} from '../../lib/store/decisions.ts';
import { putAll } from '../../lib/store/systems.ts';
import { stage } from '../acts/stage.ts';
import { COLLEAGUE, LATER, NOW } from '../core/perfect.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
const note = (at: string) => ({ at, choice: 'approve' as const, seconds: 3 });
const LOOK = { month: '2026-12', dueAt: '2026-12-01T09:00:00.000Z' };

test('each decision is noted with its person; there is one look for all of them', async () => {
  const { store } = await stage(engine());
  await putAll(store, decisionItems(COLLEAGUE, { approval: 'apr_1', note: note(LATER) }, LOOK));
  await putAll(store, decisionItems(COLLEAGUE, { approval: 'apr_0', note: note(NOW) }, LOOK));
  expect(await readDecisions(store, COLLEAGUE)).toEqual([note(NOW), note(LATER)]);
  expect(await readDecisions(store, 'T1/U99')).toEqual([]);
  expect(await readFatigueLook(store, COLLEAGUE)).toEqual(LOOK);
});

test('a look is over once; the one of a later month stays', async () => {
  const { store } = await stage(engine());
  const next = { month: '2027-01', dueAt: '2027-01-04T09:00:00.000Z' };
  await putAll(store, decisionItems(COLLEAGUE, { approval: 'apr_1', note: note(LATER) }, next));
  await endFatigueLook(store, COLLEAGUE, LOOK.month);
  expect(await readFatigueLook(store, COLLEAGUE)).toEqual(next);
  await endFatigueLook(store, COLLEAGUE, next.month);
  await endFatigueLook(store, COLLEAGUE, next.month);
  expect(await readFatigueLook(store, COLLEAGUE)).toBeUndefined();
});

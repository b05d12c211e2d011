import { beforeAll, expect, test } from 'vitest';
import { carryChange } from '../../lib/acts/change-carry.ts';
import { changeAsks, loadChange, noChange, readOpenChange } from '../../lib/acts/change-store.ts';
import { readLog } from '../../lib/acts/read-log.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN } from '../kit/people.ts';
import { announced, pinnedBy, SAID, strangers } from './changing.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await pinnedBy(deps, strangers(3));
  await announced(deps);
  await carryChange(deps, 'chg_1');
});

test('a change is found by its id, and by what it announces', async () => {
  expect((await loadChange(deps, 'chg_1'))?.state).toMatchObject({ component: SAID.component });
  expect(await loadChange(deps, 'chg_9')).toBeUndefined();
  expect(await readOpenChange(deps, SAID)).toBe('chg_1');
  expect(await readOpenChange(deps, { ...SAID, detail: '3.0.0' })).toBeUndefined();
  expect(noChange('x'.repeat(500)).say).toHaveLength(90);
});

test('what was told is found by person, and all of it', async () => {
  expect((await changeAsks.load(deps, 'chg_1', 'T0YARD/U0N1'))?.state.affected).toHaveLength(1);
  expect(await changeAsks.load(deps, 'chg_1', 'T0YARD/U0N9')).toBeUndefined();
  const holders = (await changeAsks.all(deps, 'chg_1')).map((ask) => ask.state.holder);
  expect(holders).toEqual(strangers(3));
});

test.each([
  ['change-ask/chg_1/T0YARD/U0N1', { id: 'chg_1', holder: 'T0YARD/U0N1' }],
  ['change-proposal/chg_1', undefined],
  ['change-ask/chg_1', undefined],
])('%s is about %j', (subject, about) => {
  expect(changeAsks.read(subject)).toEqual(about);
});

test('its log is read by the platform', async () => {
  const log = await readLog(deps, ADMIN, 'change-proposal/chg_1', { most: 10 });
  expect(log).toMatchObject({ kind: 'log', lines: [{ seq: 2 }, { seq: 1 }] });
});

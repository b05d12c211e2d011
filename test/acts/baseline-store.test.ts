import { beforeEach, expect, test } from 'vitest';
import {
  baselineChange,
  loadBaseline,
  loadBaselineVersion,
} from '../../lib/acts/baseline-store.ts';
import { defaultBaseline } from '../../lib/core/baseline-default.ts';
import { PRE_GRANTED } from '../../lib/local/sample/organisation.ts';
import { commit } from '../../lib/store/commit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN } from '../kit/people.ts';
import { breaks, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

async function next(strict: boolean) {
  const from = await loadBaseline(deps);
  const mode = strict ? ('enforce' as const) : ('off' as const);
  const rules = { ...from.state.rules, 'owner-required': { mode } };
  const { change, creates } = baselineChange(deps, { from, rules, by: ADMIN, change: 'chg_1' });
  return commit(deps.store, { changes: [change], creates, writeId: deps.newId('w') });
}

test('the baseline that ships holds, with the scopes that are granted to everybody, until one is written', async () => {
  const { state, chain } = await loadBaseline(deps);
  expect(chain).toBeUndefined();
  expect(state.rules).toEqual(defaultBaseline(PRE_GRANTED, '').rules);
  expect(await loadBaselineVersion(deps, 1)).toEqual(state);
  expect(await loadBaselineVersion(deps, 2)).toBeUndefined();
});

test('every version stays readable, the one that shipped too', async () => {
  const { state: shipped } = await loadBaseline(deps);
  await next(true);
  await next(false);
  expect((await loadBaseline(deps)).state).toMatchObject({ version: 3, by: ADMIN });
  expect(await loadBaselineVersion(deps, 1)).toEqual(shipped);
  expect(await loadBaselineVersion(deps, 2)).toMatchObject({
    rules: { 'owner-required': { mode: 'enforce' } },
  });
  expect(await loadBaselineVersion(deps, 3)).toEqual((await loadBaseline(deps)).state);
  expect(await loadBaselineVersion(deps, 4)).toBeUndefined();
  expect(await breaks(deps)).toEqual([]);
});

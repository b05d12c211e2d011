import { beforeEach, expect, test } from 'vitest';
import { rulesIn, rulesOf } from '../../lib/acts/policy.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ACTION, changeRecord, platformDecides } from './approvers-kit.ts';
import { rule, rulesWith, withMode } from './rule.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
});

test('the rules in force are those of baseline and manifest, and are named', async () => {
  const before = await rulesOf(deps, workflow, ACTION);
  expect(before.policy.stages).toMatchObject([{ of: 'baseline', who: 'team' }]);
  await platformDecides(deps);
  const after = await rulesOf(deps, workflow, ACTION);
  expect(after.policy.stages).toMatchObject([{ of: 'baseline', who: 'platform' }]);
  expect(after.name).not.toBe(before.name);
  expect([before.read.from?.seq, after.read.from?.seq]).toEqual([undefined, 1]);
});

test('whoever has read organisation and team already gets the same', async () => {
  const organisation = await loadOrganisation(deps);
  const known = { organisation, team: 'team-support' };
  expect(await rulesIn(deps, workflow, ACTION, known)).toEqual(
    await rulesOf(deps, workflow, ACTION),
  );
});

test('an action that nobody gates is under the usual rules', async () => {
  await rule(deps, await withMode(deps, 'gated-actions', 'off'));
  const { policy } = await rulesOf(deps, workflow, ACTION);
  expect(policy.stages).toMatchObject([{ of: 'manifest', who: 'team', quorum: 1 }]);
});

test('a workflow of a team that went into another one is under the rules of that one', async () => {
  const actions = [{ action: ACTION, by: 'lead' as const }];
  const teams = { 'team-sales': { mode: 'enforce' as const, from: '2026-01-01' } };
  await rule(deps, await rulesWith(deps, { 'gated-actions': { mode: 'off', teams, actions } }));
  expect((await rulesOf(deps, workflow, ACTION)).policy.stages[0]?.who).toBe('team');
  await changeRecord(deps, 'team-support', { mergedInto: 'team-sales' });
  expect((await rulesOf(deps, workflow, ACTION)).policy.stages[0]?.who).toBe('lead');
});

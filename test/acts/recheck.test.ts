import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { attempt } from '../../lib/acts/attempt.ts';
import { baselineChange, loadBaseline } from '../../lib/acts/baseline-store.ts';
import { recheckWaiting } from '../../lib/acts/recheck.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { mergeTeams } from '../../lib/acts/team-merge.ts';
import { stateOf } from '../../lib/core/approval.ts';
import { EVERY_WORKFLOW, readRecheck, recheckItem } from '../../lib/store/rechecks.ts';
import { putAll } from '../../lib/store/systems.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { changeRecord, platformDecides } from './approvers-kit.ts';
import { withMode } from './rule.ts';
import { asked, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let mine: string;
let other: string;
beforeEach(async () => {
  deps = await stage(engine());
  mine = (await asked(deps, await registered(deps))).id;
  const bot = await registered(deps, { ...MANIFEST, workflow: 'other-bot' });
  other = (await asked(deps, bot)).id;
});

const revise = () => {
  const review_required_actions = ['send_external_email', 'refund'];
  return registerManifest(deps, OWNER, { ...MANIFEST, review_required_actions }, 'repo');
};
const states = async () =>
  Promise.all(
    [mine, other].map(async (id) => {
      const loaded = await loadApproval(deps, id);
      return loaded && stateOf(loaded.head.state);
    }),
  );

describe('a change is noted in its own transaction', () => {
  test('of a workflow: what waits for it is looked at, and nothing else', async () => {
    await revise();
    expect(await readRecheck(deps.store, MANIFEST.workflow)).toBeDefined();
    expect(await sweepDue(deps)).toMatchObject({ rechecked: 1 });
    expect(await states()).toEqual(['cancelled', 'waiting']);
    expect(await readRecheck(deps.store, MANIFEST.workflow)).toBeUndefined();
  });

  test('of the baseline: whatever waits', async () => {
    await attempt(deps, async () => {
      const from = await loadBaseline(deps);
      const rules = await withMode(deps, 'gated-actions', 'off');
      const { change } = baselineChange(deps, { from, rules, by: ADMIN, change: 'chg_1' });
      return { kind: 'write', write: { changes: [change] }, value: undefined };
    });
    expect(await readRecheck(deps.store, EVERY_WORKFLOW)).toBeDefined();
    expect(await sweepDue(deps)).toMatchObject({ rechecked: 1 });
    expect(await states()).toEqual(['cancelled', 'cancelled']);
  });

  test('of two teams that become one: whatever waits', async () => {
    await mergeTeams(deps, ADMIN, { from: 'team-sales', into: 'team-support', most: 100 });
    expect(await readRecheck(deps.store, EVERY_WORKFLOW)).toBeDefined();
  });
});

test('without a note nothing is looked at, and twice changes nothing more', async () => {
  expect(await recheckWaiting(deps, MANIFEST.workflow)).toBe(false);
  await revise();
  expect(await recheckWaiting(deps, MANIFEST.workflow)).toBe(true);
  expect(await recheckWaiting(deps, MANIFEST.workflow)).toBe(false);
});

test('what waits under the id of a team that went into another one is found', async () => {
  await changeRecord(deps, 'team-support', { mergedInto: 'team-sales' });
  await platformDecides(deps);
  await putAll(deps.store, [recheckItem(MANIFEST.workflow, { token: 'rck_1', now: deps.now() })]);
  await sweepDue(deps);
  expect(await states()).toEqual(['cancelled', 'waiting']);
});

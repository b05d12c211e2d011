import { beforeEach, describe, expect, test } from 'vitest';
import { askApproval, type Call } from '../../../lib/acts/ask.ts';
import { consumeApproval } from '../../../lib/acts/consume.ts';
import { decideApproval } from '../../../lib/acts/decide.ts';
import { home } from '../../../lib/acts/home.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import type { Approval } from '../../../lib/core/approval.ts';
import type { Rules } from '../../../lib/core/baseline.ts';
import type { Workflow } from '../../../lib/core/workflow.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../../kit/people.ts';
import { rule, rulesWith, withMode } from '../rule.ts';
import { asked, CALL, changeTeam, MANIFEST, registered, stage, unsent } from '../stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
});

const ACTION = CALL.action;
const KB = 1024;

type By = Rules['gated-actions']['actions'][number]['by'];
const gating = (by: By): Promise<Rules> =>
  rulesWith(deps, { 'gated-actions': { mode: 'enforce', actions: [{ action: ACTION, by }] } });
const ask = (change: Partial<Call> = {}) => askApproval(deps, workflow, { ...CALL, ...change });

function consume({ id }: Approval, args: unknown = CALL.arguments) {
  const { action, target } = CALL;
  const run = { executionId: 'run-1', action, target, arguments: args };
  return consumeApproval(deps, 'reply-bot', id, run);
}

async function approved({ id, digest }: Approval, by = COLLEAGUE): Promise<void> {
  const said = { choice: 'approve' as const, digest, reason: '' };
  expect(await decideApproval(deps, by, id, said)).toMatchObject({ kind: 'decided' });
}

describe('an action that the baseline gates', () => {
  test('is gated though the manifest that was registered before says nothing of it', async () => {
    const { review_required_actions: _, ...manifest } = workflow.manifest;
    const older = { ...workflow, manifest };
    expect(await askApproval(deps, older, CALL)).toMatchObject({
      approval: { policy: expect.stringMatching(/^baseline-team\/2\./), stages: [{ via: 'team' }] },
    });
    await rule(deps, await withMode(deps, 'gated-actions', 'observe'));
    const other = { ...CALL, idempotencyKey: 'ticket-2' };
    expect(await askApproval(deps, older, other)).toMatchObject({ why: 'not-gated' });
  });

  test('waits for the lead alone where the baseline says so', async () => {
    await rule(deps, await gating('lead'));
    const approval = await asked(deps, workflow, { onBehalfOf: undefined });
    // The owner leads the team and edited the workflow last, so nobody of the team is left.
    expect(approval).toMatchObject({
      policy: expect.stringMatching(/^baseline-lead\/2\./),
      stages: [{ via: 'platform' }],
    });
    const denied = { choice: 'approve' as const, digest: approval.digest, reason: '' };
    const outcome = await decideApproval(deps, COLLEAGUE, approval.id, denied);
    expect(outcome).toMatchObject({ why: 'not-asked' });
    await approved(approval, ADMIN);
    expect(await consume(approval)).toMatchObject({ kind: 'receipt' });
  });

  test('finds the lead also when the lead is no member: on Home, to decide and to be consumed', async () => {
    await rule(deps, await gating('lead'));
    const manifest = { ...MANIFEST, workflow: 'led-bot' };
    const outcome = await registerManifest(deps, COLLEAGUE, manifest, 'repo');
    if (outcome.kind !== 'registered') throw new Error(outcome.kind);
    await changeTeam(deps, [COLLEAGUE]);
    const approval = await asked(deps, outcome.workflow, { onBehalfOf: undefined });
    expect(approval).toMatchObject({ stages: [{ via: 'lead' }], channel: 'C0SUPPORT' });
    const state = await home(deps, OWNER);
    expect(state.kind === 'home' && state.waiting.map((one) => one.id)).toEqual([approval.id]);
    await approved(approval, OWNER);
  });

  test('is shown at the platform where the platform decides', async () => {
    await rule(deps, await gating('platform'));
    const approval = await asked(deps, workflow);
    expect(approval).toMatchObject({ stages: [{ via: 'platform' }], channel: 'C0PLATFORM' });
    expect(await unsent(deps)).toMatchObject([{ place: 'C0PLATFORM' }]);
  });
});

describe('an approval made under other rules', () => {
  const lead = () => gating('lead');
  const off = () => withMode(deps, 'gated-actions', 'off');
  test.each([
    ['another decider', lead],
    ['no gate of the baseline any more', off],
  ])('is not consumed: %s', async (_, change) => {
    const approval = await asked(deps, workflow);
    await approved(approval);
    await rule(deps, await change());
    expect(await consume(approval)).toMatchObject({ why: 'changed-since' });
  });

  test('stays good when another rule changed', async () => {
    const approval = await asked(deps, workflow);
    await approved(approval);
    await rule(deps, await withMode(deps, 'backup-required', 'enforce'));
    expect(await consume(approval)).toMatchObject({ kind: 'receipt' });
  });

  test('is void from the day on which its team is under the new one', async () => {
    await rule(deps, await off());
    const gate = (await gating('team'))['gated-actions'];
    const teams = { 'team-support': { mode: 'enforce' as const, from: '2026-11-24' } };
    await rule(deps, await rulesWith(deps, { 'gated-actions': { ...gate, mode: 'off', teams } }));
    const approval = await asked(deps, workflow);
    expect(approval.policy).toMatch(/^manifest-team\/2\./);
    await approved(approval);
    // 23:30 in UTC is the 24th in Berlin, where the organisation is.
    deps.pass(14 * 60 + 30);
    expect(await consume(approval)).toMatchObject({ why: 'changed-since' });
  });
});

describe('payloads', () => {
  const sized = async (bytes: number, mode: 'enforce' | 'observe' = 'enforce') =>
    rule(deps, await rulesWith(deps, { 'payload-limit': { mode, bytes } }));

  test.each([
    ['larger than the rule', 2 * KB, 'enforce', 2 * KB],
    ['larger than the built-in limit where the rule is observed', 256 * KB, 'observe', 33 * KB],
    ['that could not be kept sealed', 256 * KB, 'enforce', 250 * KB],
  ] as const)('%s are refused', async (what, bytes, mode, length) => {
    await sized(bytes, mode);
    const character = what.includes('sealed') ? '"' : 'x';
    const text = character.repeat(character === '"' ? length / 2 : length);
    expect(await ask({ arguments: text })).toMatchObject({ why: 'payload-too-large' });
    expect(await unsent(deps)).toEqual([]);
  });

  test('up to 256 KB are taken, decided and consumed', async () => {
    await sized(256 * KB);
    const text = 'x'.repeat(255 * KB);
    const approval = await asked(deps, workflow, { arguments: text });
    await approved(approval);
    expect(await consume(approval, text)).toMatchObject({ kind: 'receipt' });
  });

  test('that were taken are the same approval for ever, also under a smaller limit', async () => {
    const text = 'x'.repeat(20 * KB);
    const approval = await asked(deps, workflow, { arguments: text });
    await sized(2 * KB);
    expect(await ask({ arguments: text })).toMatchObject({ fresh: false });
    await approved(approval);
    expect(await consume(approval, text)).toMatchObject({ kind: 'receipt' });
  });
});

test('who edited last is told apart from who decides: nobody decides alone on their own', async () => {
  await rule(deps, await gating('team'));
  const approval = await asked(deps, workflow, { onBehalfOf: undefined });
  const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
  const outcome = await decideApproval(deps, OWNER, approval.id, said);
  expect(outcome).toMatchObject({ why: 'excluded' });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval, waitForEnding } from '../../lib/acts/approvals.ts';
import { recheckApproval } from '../../lib/acts/cancel.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { pauseWorkflow, resumeWorkflow } from '../../lib/acts/pause.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { drainWebhooks } from '../../lib/deliver/webhook-lane.ts';
import { hooked, receiver } from '../deliver/webhook-kit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { rule, rulesWith, withMode } from './rule.ts';
import { asked, breaks, CALL, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await registered(deps));
});

const ACTION = CALL.action;
const review_required_actions = [ACTION, 'refund'];
const revise = (change: object) =>
  registerManifest(deps, OWNER, { ...MANIFEST, ...change }, 'repo');
const decide = (choice: 'approve' | 'deny' = 'approve') =>
  decideApproval(deps, COLLEAGUE, approval.id, {
    choice,
    digest: approval.digest,
    reason: 'because',
  });
const state = async () => (await loadApproval(deps, approval.id))?.head.state;
const consume = () => {
  const { action, target, arguments: args } = CALL;
  const run = { executionId: 'run-1', action, target, arguments: args };
  return consumeApproval(deps, MANIFEST.workflow, approval.id, run);
};
const stricter = async () => {
  const actions = [{ action: ACTION, by: 'team' as const, reason_required: true as const }];
  await rule(deps, await rulesWith(deps, { 'gated-actions': { mode: 'enforce', actions } }));
};

describe('what waits when its rules or its workflow change', () => {
  test.each([
    ['the gates of its workflow', () => revise({ review_required_actions }), 'workflow-changed'],
    [
      'the terms of its gate',
      () => revise({ gates: { [ACTION]: { expires_in_minutes: 60 } } }),
      'workflow-changed',
    ],
    ["the baseline's terms", stricter, 'rules-changed'],
    [
      'the baseline’s gate',
      async () => rule(deps, await withMode(deps, 'gated-actions', 'off')),
      'rules-changed',
    ],
  ])('%s: is cancelled, with the reason, and nobody can decide it', async (_, change, why) => {
    await change();
    expect(await recheckApproval(deps, approval.id)).toBe(true);
    expect((await state())?.end).toEqual({ ending: 'cancelled', at: deps.now(), why });
    expect(await decide()).toMatchObject({
      why: 'already-ended',
      say: expect.stringMatching(
        /^This request is cancelled already .*changed after it was asked\.$/,
      ),
    });
    expect(await consume()).toMatchObject({ why: 'cancelled' });
    expect(await recheckApproval(deps, approval.id)).toBe(false);
    expect(await kindsOf(deps, `approval/${approval.id}`)).toEqual([
      'approval.asked',
      'approval.cancelled',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test.each([
    ['its purpose', () => revise({ purpose: 'Drafts replies' })],
    ['where its team is asked', () => revise({ contact_channel: 'C0OTHER' })],
    [
      'another rule of the baseline',
      async () => rule(deps, await withMode(deps, 'backup-required', 'observe')),
    ],
  ])('%s: waits on', async (_, change) => {
    await change();
    expect(await recheckApproval(deps, approval.id)).toBe(false);
    expect(await state()).toEqual(approval);
  });

  test('a click before anybody looked cancels it as well, whatever was clicked', async () => {
    await revise({ review_required_actions });
    expect(await decide('deny')).toMatchObject({ kind: 'refused', why: 'already-ended' });
    expect((await state())?.end).toMatchObject({ ending: 'cancelled', why: 'workflow-changed' });
    expect((await state())?.decisions).toEqual([]);
  });

  test('who waits for it is told at once', async () => {
    const waiting = waitForEnding(deps, MANIFEST.workflow, approval.id, 60);
    await revise({ review_required_actions });
    await sweepDue(deps);
    expect(await waiting).toMatchObject({ end: { ending: 'cancelled' } });
  });

  test('its card is told, in every place in which it stands', async () => {
    await revise({ review_required_actions });
    await recheckApproval(deps, approval.id);
    const cards = (await unsent(deps)).filter((row) => row.what === 'approval-card');
    expect(cards.map((row) => row.place)).toEqual(['C0SUPPORT', 'C0SUPPORT']);
  });
});

describe('"pause holds what is pending"', () => {
  const pause = () => pauseWorkflow(deps, OWNER, MANIFEST.workflow, 'It loops.');

  test('nobody decides from that moment, also before it is shown', async () => {
    await pause();
    expect(await decide()).toMatchObject({ why: 'on-hold' });
    expect(await recheckApproval(deps, approval.id)).toBe(true);
    expect((await state())?.heldSince).toBe(deps.now());
    expect(await decide()).toMatchObject({ why: 'on-hold' });
    expect(await recheckApproval(deps, approval.id)).toBe(false);
  });

  test('it is let go when the workflow runs again, and decided and consumed then', async () => {
    await pause();
    await sweepDue(deps);
    await resumeWorkflow(deps, OWNER, MANIFEST.workflow);
    expect(await sweepDue(deps)).toMatchObject({ rechecked: 1 });
    expect(await state()).toEqual(approval);
    expect(await decide()).toMatchObject({ kind: 'decided' });
    expect(await consume()).toMatchObject({ kind: 'receipt' });
    expect(await kindsOf(deps, `approval/${approval.id}`)).toEqual([
      ...['approval.asked', 'approval.held', 'approval.freed'],
      ...['approval.decided', 'approval.consumed'],
    ]);
  });

  test('it expires all the same', async () => {
    await pause();
    await sweepDue(deps);
    deps.pass(24 * 60);
    await sweepDue(deps);
    expect((await state())?.end?.ending).toBe('expired');
  });
});

test('what is not there changes nothing', async () => {
  expect(await recheckApproval(deps, 'apr_none')).toBe(false);
});

test('who has a webhook is told of the cancelling there, once', async () => {
  await hooked(deps);
  const workflow = (await loadWorkflow(deps, MANIFEST.workflow))?.state;
  if (!workflow) throw new Error('no workflow');
  approval = await asked(deps, workflow, { idempotencyKey: 'hooked' });
  await stricter();
  await recheckApproval(deps, approval.id);
  await recheckApproval(deps, approval.id);
  const to = receiver();
  await drainWebhooks(deps, to, { most: 10 });
  expect(to.got.map((one) => one.id)).toEqual([`msg_${approval.id}`]);
  expect(to.got[0]?.body).toContain('"type":"approval.cancelled"');
});

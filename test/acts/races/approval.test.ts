import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { askApproval } from '../../../lib/acts/ask.ts';
import { consumeApproval } from '../../../lib/acts/consume.ts';
import { decideApproval } from '../../../lib/acts/decide.ts';
import type { Deps } from '../../../lib/acts/deps.ts';
import { expireApproval } from '../../../lib/acts/sweep.ts';
import { type Approval, stateOf } from '../../../lib/core/approval.ts';
import type { Workflow } from '../../../lib/core/workflow.ts';
import { COLLEAGUE, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { FAULTS, holds, kindsOfOutcomes, race, track } from '../race.ts';
import { asked, CALL, changeTeam, registered } from '../stage.ts';

const at = track();

let workflow: Workflow;
let approval: Approval;
let subject: string;
beforeEach(async () => {
  await changeTeam(at.deps, [OWNER, COLLEAGUE, SALES_LEAD]);
  workflow = await registered(at.deps);
  approval = await asked(at.deps, workflow);
  subject = `approval/${approval.id}`;
});

const decide = (through: Deps, person: string, choice: 'approve' | 'deny') =>
  decideApproval(through, person, approval.id, {
    choice,
    digest: approval.digest,
    reason: 'because',
  });
const run = {
  executionId: 'run-1',
  action: CALL.action,
  target: CALL.target,
  arguments: CALL.arguments,
};
const ending = async () => {
  const loaded = await loadApproval(at.deps, approval.id);
  return loaded && stateOf(loaded.head.state);
};

describe.each(FAULTS)('deciding, with the fault: %s', (fault) => {
  test('two decisions: one ending, and the other is told who won', async () => {
    const [yes, no] = await race(
      { proxy: at.proxy, subject, fault },
      () => decide(at.left, COLLEAGUE, 'approve'),
      () => decide(at.right, SALES_LEAD, 'deny'),
    );
    expect(kindsOfOutcomes(yes, no)).toEqual(['decided', 'refused']);
    expect(await ending()).toBe(yes.kind === 'decided' ? 'approved' : 'denied');
    const winner =
      yes.kind === 'decided'
        ? 'approved already by Support colleague'
        : 'denied already by Sales lead';
    const loser = yes.kind === 'refused' ? yes : no;
    expect(loser).toMatchObject({ why: 'already-ended', say: expect.stringContaining(winner) });
    expect(await holds(at.deps, subject)).toEqual(['approval.asked', 'approval.decided']);
  });

  test('one person clicks twice: one decision', async () => {
    const outcomes = await race(
      { proxy: at.proxy, subject, fault },
      () => decide(at.left, COLLEAGUE, 'approve'),
      () => decide(at.right, COLLEAGUE, 'approve'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['decided', 'refused']);
    expect(await holds(at.deps, subject)).toEqual(['approval.asked', 'approval.decided']);
  });

  test('decision against expiry: one ending', async () => {
    const [decision, expired] = await race(
      { proxy: at.proxy, subject, fault },
      () => decide(at.left, COLLEAGUE, 'approve'),
      () => {
        at.deps.pass(24 * 60);
        return expireApproval(at.right, approval.id);
      },
    );
    expect(decision.kind === 'decided').toBe(!expired);
    expect(await ending()).toBe(expired ? 'expired' : 'approved');
    expect(await holds(at.deps, subject)).toHaveLength(2);
  });
});

describe.each(FAULTS)('asking and consuming, with the fault: %s', (fault) => {
  test('double consume with one id: one receipt, twice', async () => {
    await decide(at.deps, COLLEAGUE, 'approve');
    const [one, two] = await race(
      { proxy: at.proxy, subject, fault },
      () => consumeApproval(at.left, 'reply-bot', approval.id, run),
      () => consumeApproval(at.right, 'reply-bot', approval.id, run),
    );
    if (one.kind !== 'receipt' || two.kind !== 'receipt') throw new Error('two receipts');
    expect(one.receipt).toBe(two.receipt);
    expect([one.again, two.again].sort()).toEqual([false, true]);
    expect(await holds(at.deps, subject)).toEqual([
      'approval.asked',
      'approval.decided',
      'approval.consumed',
    ]);
  });

  test('double consume with two ids: one receipt', async () => {
    await decide(at.deps, COLLEAGUE, 'approve');
    const outcomes = await race(
      { proxy: at.proxy, subject, fault },
      () => consumeApproval(at.left, 'reply-bot', approval.id, run),
      () => consumeApproval(at.right, 'reply-bot', approval.id, { ...run, executionId: 'run-2' }),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['receipt', 'refused']);
    expect(outcomes.find((one) => one.kind === 'refused')).toMatchObject({ why: 'used' });
    expect(await holds(at.deps, subject)).toHaveLength(3);
  });

  test('one question asked twice: one approval', async () => {
    const call = { ...CALL, idempotencyKey: 'twice' };
    const [one, two] = await race(
      { proxy: at.proxy, subject: 'workflow/reply-bot', fault },
      () => askApproval(at.left, workflow, call),
      () => askApproval(at.right, workflow, call),
    );
    if (one.kind !== 'asked' || two.kind !== 'asked') throw new Error('two answers');
    expect(one.approval.id).toBe(two.approval.id);
    expect([one.fresh, two.fresh].sort()).toEqual([false, true]);
    expect(await holds(at.deps, `approval/${one.approval.id}`)).toEqual(['approval.asked']);
  });
});

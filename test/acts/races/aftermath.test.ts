import { beforeEach, describe, expect, test } from 'vitest';
import { readOwnApproval } from '../../../lib/acts/approvals.ts';
import { decideApproval } from '../../../lib/acts/decide.ts';
import { settleApproval } from '../../../lib/acts/execution.ts';
import { withdrawApproval } from '../../../lib/acts/withdraw.ts';
import { type Approval, stateOf } from '../../../lib/core/approval.ts';
import { aftermath } from '../../../lib/core/execution.ts';
import { COLLEAGUE } from '../../kit/people.ts';
import { approved, consume, say, used } from '../aftermath-kit.ts';
import { FAULTS, holds, kindsOfOutcomes, race, track } from '../race.ts';
import { asked, registered } from '../stage.ts';

const at = track();
let approval: Approval;
let subject: string;
beforeEach(async () => {
  approval = await asked(at.deps, await registered(at.deps));
  subject = `approval/${approval.id}`;
});
const now = async () => {
  const read = await readOwnApproval(at.deps, 'reply-bot', approval.id);
  if (!read) throw new Error('gone');
  return read;
};

describe.each(FAULTS)('after the decision, with the fault: %s', (fault) => {
  const raced = <A, B>(first: () => Promise<A>, second: () => Promise<B>) =>
    race({ proxy: at.proxy, subject, fault }, first, second);

  test('one outcome said twice is one outcome', async () => {
    await approved(at.deps, approval);
    await used(at.deps, approval);
    const told = await raced(
      () => say(at.left, approval, 'done'),
      () => say(at.right, approval, 'done'),
    );
    expect(told.map((one) => one.kind)).toEqual(['told', 'told']);
    expect(await holds(at.deps, subject)).toHaveLength(4);
  });

  test('of two outcomes one stays, and the other is refused', async () => {
    await approved(at.deps, approval);
    await used(at.deps, approval);
    const told = await raced(
      () => say(at.left, approval, 'done'),
      () => say(at.right, approval, 'failed'),
    );
    expect(kindsOfOutcomes(...told)).toEqual(['refused', 'told']);
    expect(told.find((one) => one.kind === 'refused')).toMatchObject({ why: 'other-outcome' });
    expect(await holds(at.deps, subject)).toHaveLength(4);
  });

  test('withdrawn against approved: one ending', async () => {
    const { id, digest } = approval;
    const said = { choice: 'approve' as const, digest, reason: '' };
    const [gone, yes] = await raced(
      () => withdrawApproval(at.left, 'reply-bot', id),
      () => decideApproval(at.right, COLLEAGUE, id, said),
    );
    expect([gone.kind === 'withdrawn', yes.kind === 'decided'].sort()).toEqual([false, true]);
    expect(stateOf(await now())).toBe(gone.kind === 'withdrawn' ? 'cancelled' : 'approved');
    expect(await holds(at.deps, subject)).toHaveLength(2);
  });

  test('lapsed against consumed in its last moment: one of them', async () => {
    await approved(at.deps, approval);
    at.deps.pass(24 * 60 - 1);
    const late = { ...at.left, now: () => approval.expiresAt };
    const [lapsed, receipt] = await raced(
      () => settleApproval(late, approval.id),
      () => consume(at.right, approval),
    );
    expect([lapsed, receipt.kind === 'receipt'].sort()).toEqual([false, true]);
    expect(aftermath(await now())).toBe(lapsed ? 'lapsed' : 'used');
    expect(await holds(at.deps, subject)).toHaveLength(3);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { nudgeApproval } from '../../../lib/acts/approval-reminders.ts';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { decideApproval } from '../../../lib/acts/decide.ts';
import { endDelegation, nameDelegate } from '../../../lib/acts/delegation.ts';
import type { Deps } from '../../../lib/acts/deps.ts';
import { handApproval } from '../../../lib/acts/hand.ts';
import { expireApproval } from '../../../lib/acts/sweep.ts';
import type { Approval } from '../../../lib/core/approval.ts';
import { AUDITOR, COLLEAGUE, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { asked, breaks, kindsOf, registered } from '../stage.ts';
import { delegated, HOUR, toldBy } from '../waiting-kit.ts';

const at = track();
let approval: Approval;

beforeEach(async () => {
  approval = await asked(at.deps, await registered(at.deps));
});

const kinds = () => kindsOf(at.deps, `approval/${approval.id}`);
const approve = (deps: Deps, person: string) =>
  decideApproval(deps, person, approval.id, {
    choice: 'approve',
    digest: approval.digest,
    reason: '',
  });

describe.each(FAULTS)('reminders, with the fault: %s', (fault) => {
  const about = () => ({ proxy: at.proxy, subject: `approval/${approval.id}`, fault });

  test('two sweeps remind once', async () => {
    at.deps.pass(12 * HOUR);
    const did = await race(
      about(),
      () => nudgeApproval(at.left, approval.id),
      () => nudgeApproval(at.right, approval.id),
    );
    expect(did.sort()).toEqual([false, true]);
    expect(await kinds()).toEqual(['approval.asked', 'approval.reminded']);
    expect(await toldBy(at.deps, 'approval-reminder')).toEqual(['U0COLLEAGUE']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('a reminder against an approval: it is approved, and never reminded after that', async () => {
    at.deps.pass(12 * HOUR);
    const [did] = await race(
      about(),
      () => nudgeApproval(at.left, approval.id),
      () => approve(at.right, COLLEAGUE),
    );
    const reminded = did ? ['approval.reminded'] : [];
    expect(await kinds()).toEqual(['approval.asked', ...reminded, 'approval.decided']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('a reminder against the end: it expires, whoever comes first', async () => {
    at.deps.pass(12 * HOUR);
    let late = false;
    const atTheEnd = { ...at.right, now: () => (late ? approval.expiresAt : at.deps.now()) };
    const [did, expired] = await race(
      about(),
      () => nudgeApproval(at.left, approval.id),
      () => {
        late = true;
        return expireApproval(atTheEnd, approval.id);
      },
    );
    expect(expired).toBe(true);
    const reminded = did ? ['approval.reminded'] : [];
    expect(await kinds()).toEqual(['approval.asked', ...reminded, 'approval.expired']);
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe.each(FAULTS)('handing on, with the fault: %s', (fault) => {
  const about = () => ({ proxy: at.proxy, subject: `approval/${approval.id}`, fault });

  test('handed to two at once: one turn, with one stand-in', async () => {
    const outcomes = await race(
      about(),
      () => handApproval(at.left, COLLEAGUE, approval.id, SALES_LEAD),
      () => handApproval(at.right, COLLEAGUE, approval.id, AUDITOR),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['handed', 'handed']);
    const handed = (await loadApproval(at.deps, approval.id))?.head.state.handed ?? [];
    expect(handed.map((one) => one.from)).toEqual([COLLEAGUE]);
    const loser = handed[0]?.to === AUDITOR ? SALES_LEAD : AUDITOR;
    expect(await approve(at.deps, loser)).toMatchObject({ why: 'not-asked' });
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('the two of one seat at once: one decision', async () => {
    await delegated(at.deps);
    const outcomes = await race(
      about(),
      () => approve(at.left, COLLEAGUE),
      () => approve(at.right, SALES_LEAD),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['decided', 'refused']);
    expect((await loadApproval(at.deps, approval.id))?.head.state.decisions).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('a delegation that is ended against a decision by it: decided before, or not at all', async () => {
    await delegated(at.deps);
    const where = { ...about(), subject: `delegation/${COLLEAGUE}` };
    const [ended, decided] = await race(
      where,
      () => endDelegation(at.left, COLLEAGUE),
      () => approve(at.right, SALES_LEAD),
    );
    expect(ended.kind).toBe('delegation');
    const kindsOfIt = await kindsOf(at.deps, `delegation/${COLLEAGUE}`);
    const used = decided.kind === 'decided' ? ['delegation.used'] : [];
    expect(kindsOfIt).toEqual(['delegation.made', ...used, 'delegation.ended']);
    if (decided.kind === 'refused') expect(decided.why).toBe('not-asked');
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('named twice at once: one of them', async () => {
    const name = (deps: Deps, to: string) =>
      nameDelegate(deps, COLLEAGUE, { to, until: '2026-11-27' });
    const where = { ...about(), subject: `delegation/${COLLEAGUE}` };
    const outcomes = await race(
      where,
      () => name(at.left, SALES_LEAD),
      () => name(at.right, OWNER),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['delegation', 'refused']);
    expect(await kindsOf(at.deps, `delegation/${COLLEAGUE}`)).toEqual(['delegation.made']);
    expect(await breaks(at.deps)).toEqual([]);
  });
});

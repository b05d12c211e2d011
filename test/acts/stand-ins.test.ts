import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval, openDetails } from '../../lib/acts/approvals.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { endDelegation, nameDelegate } from '../../lib/acts/delegation.ts';
import { askedAs, findSeats, goneHolders, seatsOpen, seatUsed } from '../../lib/acts/stand-ins.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { asked, breaks, changeTeam, exported, kindsOf, registered, stage } from './stage.ts';
import { delegated, gated, HOUR } from './waiting-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
  approval = await asked(deps, workflow);
});

const decide = (person: string, choice: 'approve' | 'deny' = 'approve', about = approval) =>
  decideApproval(deps, person, about.id, { choice, digest: about.digest, reason: 'Because.' });

async function loaded() {
  const found = await loadApproval(deps, approval.id);
  if (!found) throw new Error('no approval');
  return found;
}

describe('deciding in the place of somebody', () => {
  test('counts as theirs, is said, and leaves a line on the delegation too', async () => {
    await delegated(deps);
    expect(await decide(SALES_LEAD)).toMatchObject({
      kind: 'decided',
      approval: {
        end: { ending: 'approved', by: SALES_LEAD },
        decisions: [{ by: SALES_LEAD, for: COLLEAGUE }],
      },
    });
    expect(await kindsOf(deps, `delegation/${COLLEAGUE}`)).toEqual([
      'delegation.made',
      'delegation.used',
    ]);
    const events = (await exported(deps)).map((line) => JSON.parse(JSON.parse(line).event));
    const said = events.find((one) => one.kind === 'approval.decided');
    expect(said.data.for).toBe(COLLEAGUE);
    expect(await breaks(deps)).toEqual([]);
  });

  test('a denial counts as well, and nobody decides it after that', async () => {
    await delegated(deps);
    expect(await decide(SALES_LEAD, 'deny')).toMatchObject({
      approval: { end: { ending: 'denied' } },
    });
    expect(await decide(COLLEAGUE)).toMatchObject({ why: 'already-ended' });
  });

  test('not before its days, not after its end, not after it was ended', async () => {
    await delegated(deps, SALES_LEAD, '2026-11-24');
    expect(await decide(SALES_LEAD)).toMatchObject({ why: 'not-asked' });
    deps.pass(16 * HOUR);
    await endDelegation(deps, COLLEAGUE);
    expect(await decide(SALES_LEAD)).toMatchObject({ why: 'not-asked' });
  });

  test('"a delegate\'s delegate does not count"', async () => {
    await delegated(deps, SALES_LEAD);
    await nameDelegate(deps, SALES_LEAD, { to: AUDITOR, until: '2026-11-27' });
    expect(await decide(AUDITOR)).toMatchObject({ why: 'not-asked' });
  });

  test('never one who is excluded, whoever named them', async () => {
    await delegated(deps, OWNER);
    expect(await decide(OWNER)).toMatchObject({ why: 'excluded' });
  });

  test.each([
    ['a guest', { guest: true }, 'guest'],
    ['deactivated', { deactivated: true }, 'deactivated'],
  ])('not one who is %s by now', async (_, how, why) => {
    await delegated(deps);
    deps.change(SALES_LEAD, how);
    expect(await decide(SALES_LEAD)).toMatchObject({ why });
  });

  test('not in the place of one who left Slack, or the team', async () => {
    await delegated(deps);
    deps.change(COLLEAGUE, { deactivated: true });
    expect(await decide(SALES_LEAD)).toMatchObject({ why: 'left' });
    deps.change(COLLEAGUE, { deactivated: false });
    await changeTeam(deps, [OWNER]);
    expect(await decide(SALES_LEAD)).toMatchObject({ why: 'left' });
  });

  test('with a quorum of two, one seat is one approval', async () => {
    await changeTeam(deps, [COLLEAGUE, ADMIN, AUDITOR]);
    const two = await registered(deps, { ...gated({ quorum: 2 }), workflow: 'two-bot' });
    const both = await asked(deps, two);
    await delegated(deps);
    expect(await decide(SALES_LEAD, 'approve', both)).toMatchObject({ kind: 'decided' });
    expect(await decide(COLLEAGUE, 'approve', both)).toMatchObject({ why: 'decided-already' });
    expect(await decide(SALES_LEAD, 'approve', both)).toMatchObject({ why: 'decided-already' });
    expect(await decide(AUDITOR, 'approve', both)).toMatchObject({
      approval: { end: { ending: 'approved' } },
    });
  });
});

describe('where somebody sits', () => {
  const choice = () => ({
    choice: 'approve' as const,
    digest: approval.digest,
    reason: '',
    at: deps.now(),
  });

  test("one's own seat, another's, or none", async () => {
    await delegated(deps);
    const found = await loaded();
    const [own] = await findSeats(deps, found, COLLEAGUE);
    expect(own).toMatchObject({ holder: COLLEAGUE });
    const seats = await findSeats(deps, found, SALES_LEAD);
    expect(seats.map((one) => one.holder)).toEqual([COLLEAGUE]);
    expect(seatUsed(seats[0], approval.id, deps.now())).toHaveLength(1);
    expect(seatUsed(own, approval.id, deps.now())).toEqual([]);
    expect(await askedAs(deps, found, COLLEAGUE)).toBe(COLLEAGUE);
    expect(await askedAs(deps, found, SALES_LEAD)).toBe(COLLEAGUE);
    expect(await askedAs(deps, found, AUDITOR)).toBeUndefined();
    expect(await seatsOpen(deps, found, SALES_LEAD, choice())).toMatchObject({ kind: 'open' });
    expect(await seatsOpen(deps, found, AUDITOR, choice())).toMatchObject({ why: 'not-asked' });
    deps.change(COLLEAGUE, { deactivated: true });
    expect(await goneHolders(deps, seats, SALES_LEAD)).toEqual(new Set([COLLEAGUE]));
    expect(await goneHolders(deps, [own], COLLEAGUE)).toEqual(new Set());
  });

  test('Details open for whoever may decide, and stay open for whoever did', async () => {
    expect(await openDetails(deps, SALES_LEAD, approval.id)).toMatchObject({ why: 'not-allowed' });
    await delegated(deps);
    const shown = await openDetails(deps, SALES_LEAD, approval.id);
    expect(shown).toMatchObject({ kind: 'details', mayHand: false });
    expect(await openDetails(deps, COLLEAGUE, approval.id)).toMatchObject({ mayHand: true });
    await decide(SALES_LEAD);
    await endDelegation(deps, COLLEAGUE);
    expect(await openDetails(deps, SALES_LEAD, approval.id)).toMatchObject({ kind: 'details' });
  });
});

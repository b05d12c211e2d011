import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { recheckApproval } from '../../../lib/acts/cancel.ts';
import { type Decided, decideApproval } from '../../../lib/acts/decide.ts';
import type { Deps } from '../../../lib/acts/deps.ts';
import { expireApproval } from '../../../lib/acts/sweep.ts';
import { type Approval, stateOf } from '../../../lib/core/approval.ts';
import { testClient } from '../../kit/engine.ts';
import { OWNER } from '../../kit/people.ts';
import { FAULTS, holds, track } from '../race.ts';
import { asked, changeTeam, MANIFEST, registered } from '../stage.ts';

const at = track();
const people = Array.from({ length: 100 }, (_, n) => `T0YARD/UMEMBER${n}`);

/** So many clicks, each person's more than one. */
const clicking = (n: number) => {
  const some = people.slice(0, Math.ceil(n / 2));
  return Array.from({ length: n }, (_, index) => some[index % some.length] ?? '');
};

let client: ReturnType<typeof testClient>;
beforeAll(() => {
  client = testClient(at.proxy.endpoint, 200);
});
afterAll(() => client.destroy());

let lookups = 0;
const fresh: Deps['people']['fresh'] = async (key) => {
  lookups += 1;
  const no = { deactivated: false, bot: false, guest: false, outside: false };
  return { kind: 'person', person: { key, name: `Member ${key}`, ...no } };
};

async function askedWith(quorum: number, many: number): Promise<Approval> {
  await changeTeam(at.deps, [OWNER, ...new Set(clicking(many))]);
  const gates = { send_external_email: { quorum } };
  return asked(at.deps, await registered(at.deps, { ...MANIFEST, gates }));
}

function approving(approval: Approval, many: number): Promise<Decided[]> {
  // No line-up is needed here, and an engine has only so many sockets.
  const crowd = { ...at.deps.through(client), people: { fresh } };
  const { id, digest } = approval;
  const said = { choice: 'approve' as const, digest, reason: '' };
  return Promise.all(clicking(many).map((person) => decideApproval(crowd, person, id, said)));
}

const decided = (outcomes: readonly Decided[]) => outcomes.filter((one) => one.kind === 'decided');

/** Long enough for a machine that is busy with other things. */
const PATIENCE_MS = 300_000;
const CROWDS = [
  [1_000, 1, undefined],
  [1_000, 3, undefined],
  ...FAULTS.flatMap((fault) => [[60, 1, fault] as const, [60, 3, fault] as const]),
] as const;

test.each(CROWDS)(
  '%i clicks at once, quorum %i, with the fault %s: one ending, and the rest is told',
  async (many, quorum, fault) => {
    const approval = await askedWith(quorum, many);
    if (fault) at.proxy.inject({ operation: 'TransactWriteItems', fault, times: 10 });
    const outcomes = await approving(approval, many);
    const head = (await loadApproval(at.deps, approval.id))?.head.state;
    expect(decided(outcomes)).toHaveLength(quorum);
    expect(new Set(head?.decisions.map((one) => one.by)).size).toBe(quorum);
    const told = outcomes.flatMap((one) => (one.kind === 'refused' ? [one] : []));
    const ended = `approved already by ${head?.end?.name}`;
    const rightly = told.filter(
      ({ why, say }) =>
        why === 'decided-already' || (why === 'already-ended' && say.includes(ended)),
    );
    expect(rightly).toHaveLength(many - quorum);
    expect(await holds(at.deps, `approval/${approval.id}`)).toEqual([
      'approval.asked',
      ...Array.from({ length: quorum }, () => 'approval.decided'),
    ]);
  },
  PATIENCE_MS,
);

test('clicks after the end never reach a transaction, nor Slack', async () => {
  const approval = await askedWith(1, 60);
  await approving(approval, 1);
  at.proxy.clear();
  lookups = 0;
  const outcomes = await approving(approval, 60);
  const whys = outcomes.map((one) => one.kind === 'refused' && one.why);
  expect(new Set(whys)).toEqual(new Set(['already-ended']));
  const operations = new Set(at.proxy.seen.map((one) => one.operation));
  expect([operations.has('TransactWriteItems'), lookups]).toEqual([false, 0]);
});

describe.each(FAULTS)('all in one millisecond, with the fault: %s', (fault) => {
  test('approve, deny, expire and cancel: one ending, and one line for it', async () => {
    const approval = await askedWith(1, 60);
    const { id, digest } = approval;
    const end = approval.expiresAt;
    const before = { ...at.left, people: { fresh } };
    const then = { ...at.right, now: () => end };
    await registered(at.deps, {
      ...MANIFEST,
      review_required_actions: ['send_external_email', 'x'],
    });
    if (fault) at.proxy.inject({ operation: 'TransactWriteItems', fault, times: 3 });
    await Promise.all([
      ...people.slice(0, 20).map((person, n) => {
        const said = {
          choice: n % 2 ? ('deny' as const) : ('approve' as const),
          digest,
          reason: 'so',
        };
        return decideApproval(before, person, id, said);
      }),
      expireApproval(then, id),
      recheckApproval(at.right, id),
    ]);
    const head = (await loadApproval(at.deps, id))?.head.state;
    if (!head) throw new Error('there is one');
    expect(stateOf(head)).not.toBe('approved');
    expect(stateOf(head)).not.toBe('waiting');
    expect(await holds(at.deps, `approval/${id}`)).toHaveLength(2);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Approval, approvals, stateOf } from '../../lib/core/approval.ts';
import {
  alreadyEnded,
  type Choice,
  decide,
  expire,
  refuseEarly,
  refusePerson,
} from '../../lib/core/decision.ts';
import {
  APPROVAL,
  APPROVED,
  ASKED,
  COLLEAGUE,
  EXPIRY,
  fresh,
  LATER,
  LEAD,
  NOW,
  OUTSIDER,
  OWNER,
  THIRD,
} from './perfect.ts';

const APPROVE: Choice = { choice: 'approve', digest: APPROVAL.digest, reason: '', at: LATER };
const DENY: Choice = { ...APPROVE, choice: 'deny', reason: 'wrong customer' };

test('somebody who was asked may approve or deny', () => {
  expect(refuseEarly(APPROVAL, ASKED, COLLEAGUE, APPROVE)).toBeUndefined();
  expect(refuseEarly(APPROVAL, ASKED, COLLEAGUE, DENY)).toBeUndefined();
});

const needing = (quorum: number): Approval => ({
  ...APPROVAL,
  stages: [{ of: 'manifest', via: 'team', quorum }],
});
const once = { ...needing(2), decisions: APPROVED.decisions };
type Row = [string, { approval?: Approval; person?: string; choice?: Choice }, string, string];
const REFUSALS: Row[] = [
  [
    'a click after the end',
    { approval: APPROVED },
    'already-ended',
    'approved already by Colleague',
  ],
  [
    'a click at the very moment of expiry',
    { choice: { ...APPROVE, at: EXPIRY } },
    'expired',
    '24 Nov 2026, 09:00 UTC',
  ],
  [
    'a card that shows something else',
    { choice: { ...APPROVE, digest: 'e'.repeat(64) } },
    'stale-card',
    'older request',
  ],
  ['the person it is asked for', { person: OWNER }, 'excluded', 'acts for you'],
  [
    'somebody who was not asked',
    { person: 'T1/U99' },
    'not-asked',
    'Asked: members of team-support.',
  ],
  ['somebody with the same user id elsewhere', { person: OUTSIDER }, 'not-asked', 'may not decide'],
  ['a second decision by one person', { approval: once }, 'decided-already', 'somebody else'],
  [
    'a denial without a reason',
    { choice: { ...DENY, reason: ' \n' } },
    'reason-required',
    'Say why',
  ],
];
test.each(REFUSALS)('refuses %s', (_, { approval, person, choice }, why, say) => {
  const refusal = refuseEarly(approval ?? APPROVAL, ASKED, person ?? COLLEAGUE, choice ?? APPROVE);
  expect(refusal).toMatchObject({ kind: 'refused', why, say: expect.stringContaining(say) });
});

test.each([
  ['claimed', 'acts for you'],
  ['key-holder', "workflow's key"],
  ['last-editor', 'edited this workflow last'],
  ['owner', 'own this workflow'],
  ['named-out', 'names you as somebody who may not decide'],
] as const)('tells somebody who is excluded as %s why', (why, say) => {
  const asked = { stages: [[]], excluded: [{ person: THIRD, why }] };
  expect(refuseEarly(APPROVAL, asked, THIRD, APPROVE)).toMatchObject({
    say: expect.stringContaining(say),
    facts: { because: why },
  });
});

test.each([
  ['team', 'members of team-support'],
  ['approvers', 'the approvers whom the manifest of support-reply-drafter names'],
  ['lead', "the lead of team-support and the lead's backup"],
  ['backup', "the workflow's backup"],
  ['platform', 'platform admins'],
  ['nobody', 'nobody at the moment'],
] as const)('asked via %s: says that %s may decide', (via, who) => {
  const stages = [{ of: 'manifest' as const, via, quorum: 1 }];
  const refusal = refuseEarly({ ...APPROVAL, stages }, ASKED, 'T1/U99', APPROVE);
  expect(refusal?.say).toContain(who);
});

test('the end comes before everything else, even for an outsider with an old card', () => {
  const refusal = refuseEarly(APPROVED, ASKED, OUTSIDER, { ...DENY, digest: '', reason: '' });
  expect(refusal?.why).toBe('already-ended');
});

test('an ending by nobody names nobody', () => {
  const expired = { ...APPROVAL, end: { ending: 'expired' as const, at: EXPIRY } };
  expect(alreadyEnded(expired).say).toBe(
    'This request is expired already (24 Nov 2026, 09:00 UTC). Nothing changed.',
  );
});

describe('what Slack says of the person right now', () => {
  test('a colleague who is still a member may decide', () => {
    expect(refusePerson(fresh(COLLEAGUE), true)).toBeUndefined();
  });
  test.each([
    ['outside', { outside: true }, true],
    ['deactivated', { deactivated: true }, true],
    ['bot', { bot: true }, true],
    ['guest', { guest: true }, true],
    ['left', {}, false],
  ] as const)('refuses: %s', (why, is, member) => {
    expect(refusePerson(fresh(COLLEAGUE, is), member)).toMatchObject({ why });
  });
});

describe('deciding', () => {
  test('one approval reaches a quorum of one', () => {
    expect(decide(APPROVAL, fresh(COLLEAGUE), APPROVE).end).toEqual({
      ending: 'approved',
      at: LATER,
      by: COLLEAGUE,
      name: `Person ${COLLEAGUE}`,
    });
  });
  test('one of two leaves it waiting', () => {
    const counted = decide(needing(2), fresh(COLLEAGUE), APPROVE);
    expect([stateOf(counted), approvals(counted)]).toEqual(['waiting', 1]);
    expect(stateOf(decide(counted, fresh(THIRD), APPROVE))).toBe('approved');
  });
  test('one denial ends it, whatever the quorum', () => {
    const counted = decide(needing(2), fresh(COLLEAGUE), APPROVE);
    expect(decide(counted, fresh(THIRD), DENY).end).toMatchObject({ ending: 'denied', by: THIRD });
  });
  test('the approval it started from is left as it was', () => {
    decide(APPROVAL, fresh(COLLEAGUE), APPROVE);
    expect(APPROVAL.decisions).toEqual([]);
  });
});

test.each([
  [NOW, undefined],
  ['2026-11-24T08:59:59.999Z', undefined],
  [EXPIRY, { ending: 'expired', at: EXPIRY }],
])('at %s expiring gives %j', (now, end) => expect(expire(APPROVAL, now)?.end).toEqual(end));

describe('no path leaves an ending', () => {
  const people = fc.constantFrom(COLLEAGUE, THIRD, LEAD, OWNER, OUTSIDER);
  const at = fc.constantFrom(NOW, LATER, EXPIRY);
  const step = fc.oneof(
    fc.record({
      do: fc.constant('decide' as const),
      who: people,
      at,
      choice: fc.constantFrom('approve' as const, 'deny' as const),
    }),
    fc.record({ do: fc.constant('expire' as const), at }),
  );
  type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

  function take(approval: Approval, next: Step): Approval {
    if (next.do === 'expire') return expire(approval, next.at) ?? approval;
    const choice = { ...DENY, choice: next.choice, at: next.at };
    const refused = refuseEarly(approval, ASKED, next.who, choice);
    return refused ? approval : decide(approval, fresh(next.who), choice);
  }

  test('whatever is done in whatever order: at most one ending, and it stays', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (steps, quorum) => {
          let approval = needing(quorum);
          for (const next of steps) {
            const then = take(approval, next);
            if (stateOf(approval) !== 'waiting') expect(then).toBe(approval);
            approval = then;
          }
          const deciders = approval.decisions.map((one) => one.by);
          expect(new Set(deciders).size).toBe(deciders.length);
          if (stateOf(approval) === 'approved') expect(approvals(approval)).toBe(quorum);
          for (const by of deciders) expect(ASKED.stages[0]).toContain(by);
        },
      ),
    );
  });
});

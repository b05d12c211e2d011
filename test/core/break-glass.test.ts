import { describe, expect, test } from 'vitest';
import {
  type BreakGlass,
  type BreakGround,
  breakGlass,
  erasedBreakGlass,
  refuseBreakGlass,
  refuseProof,
  remindReview,
  review,
  reviewDates,
  reviewersOf,
} from '../../lib/core/break-glass.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import {
  ADMIN,
  APPROVAL,
  APPROVED,
  AUDITOR,
  COLLEAGUE,
  EXPIRY,
  LATER,
  LEAD,
  NOW,
  ORGANISATION,
  OWNER,
  TEAM,
  THIRD,
} from './perfect.ts';

const SAID = {
  digest: APPROVAL.digest,
  reason: 'The mail server burns and nobody is awake.',
  at: LATER,
};
const GROUND: BreakGround = {
  excluded: [{ person: OWNER, why: 'claimed' }],
  reviewers: [LEAD],
};
const refusal = (
  change: { approval?: object; ground?: Partial<BreakGround>; person?: string; said?: object } = {},
) =>
  refuseBreakGlass(
    { ...APPROVAL, ...change.approval },
    { ...GROUND, ...change.ground },
    change.person ?? ADMIN,
    { ...SAID, ...change.said },
  );

describe('who may break the glass, and when', () => {
  test('an admin who had no part in it, with a reason, while it waits', () => {
    expect(refusal()).toBeUndefined();
  });

  test.each([
    ['it has ended', { approval: APPROVED }, 'already-ended'],
    ['its time is over', { said: { at: EXPIRY } }, 'expired'],
    ['it is about something else', { said: { digest: 'other' } }, 'stale-card'],
    ['its workflow is paused', { approval: { heldSince: NOW } }, 'on-hold'],
    ['the agent acts for them', { person: OWNER }, 'excluded'],
    [
      'they hold the key',
      { ground: { excluded: [{ person: ADMIN, why: 'key-holder' as const }] } },
      'excluded',
    ],
    [
      'they edited it last',
      { ground: { excluded: [{ person: ADMIN, why: 'last-editor' as const }] } },
      'excluded',
    ],
    [
      'they own it',
      { ground: { excluded: [{ person: ADMIN, why: 'owner' as const }] } },
      'excluded',
    ],
    [
      'the gate names them',
      { ground: { excluded: [{ person: ADMIN, why: 'named-out' as const }] } },
      'excluded',
    ],
    [
      'they approved a step of it',
      { approval: { decisions: APPROVED.decisions }, person: COLLEAGUE },
      'decided-already',
    ],
    ['they say too little', { said: { reason: `  ${'x'.repeat(19)}  ` } }, 'reason-required'],
    ['nobody could review it', { ground: { reviewers: [] } }, 'nobody-can-review'],
  ])('not when %s', (_, change, why) => {
    expect(refusal(change)).toMatchObject({ kind: 'refused', why });
  });

  test.each([
    ['none', undefined, 'step-up-needed'],
    ['of six minutes ago', { at: minutesAfter(LATER, -6), id: 'stp_1' }, 'stale-login'],
    ['of the day after tomorrow', { at: EXPIRY, id: 'stp_1' }, 'stale-login'],
  ])('a fresh login is needed: %s is none', (_, proof, why) => {
    expect(refuseProof(proof, LATER)).toMatchObject({ why });
  });

  test('five minutes are fresh', () => {
    expect(refuseProof({ at: minutesAfter(LATER, -5), id: 'stp_1' }, LATER)).toBeUndefined();
  });
});

test('it ends as approved by this admin alone, and says so', () => {
  const ended = breakGlass(APPROVAL, { key: ADMIN, name: 'Admin' }, LATER);
  expect(ended.end).toEqual({
    ending: 'approved',
    at: LATER,
    by: ADMIN,
    name: 'Admin',
    breakGlass: true,
  });
  expect(ended.decisions).toEqual([]);
});

const BROKEN: BreakGlass = {
  id: 'apr_1',
  workflow: 'support-reply-drafter',
  team: 'team-support',
  action: 'send_external_email',
  by: ADMIN,
  at: NOW,
  loggedInAt: NOW,
  involved: [OWNER],
  dueAt: '2026-11-25T09:00:00.000Z',
  remindAt: '2026-11-24T09:00:00.000Z',
  places: ['C1'],
};
const PLATFORM = { ...TEAM, id: 'platform', lead: ADMIN, members: [ADMIN] };
const who = { organisation: ORGANISATION, team: TEAM, platform: PLATFORM };

describe('"by somebody not involved and outside the platform team"', () => {
  test.each([
    ['the lead of the owning team', BROKEN, who, [LEAD]],
    ["and the lead's backup", BROKEN, { ...who, team: { ...TEAM, backup: THIRD } }, [LEAD, THIRD]],
    ['not a lead who had a part in it', { ...BROKEN, involved: [OWNER, LEAD] }, who, [AUDITOR]],
    ['not a lead who broke it', { ...BROKEN, by: LEAD }, who, [AUDITOR]],
    [
      'not a lead who is an admin',
      BROKEN,
      { ...who, organisation: { ...ORGANISATION, admins: [ADMIN, LEAD] } },
      [AUDITOR],
    ],
    [
      'nor one of the platform team',
      BROKEN,
      { ...who, platform: { ...PLATFORM, members: [ADMIN, LEAD] } },
      [AUDITOR],
    ],
    ['where the team is gone, an auditor', BROKEN, { ...who, team: undefined }, [AUDITOR]],
    [
      'not an auditor who is an admin',
      { ...BROKEN, involved: [LEAD] },
      { ...who, organisation: { ...ORGANISATION, auditors: [ADMIN, THIRD] } },
      [THIRD],
    ],
    ['and otherwise nobody', { ...BROKEN, involved: [LEAD, AUDITOR] }, who, []],
  ])('%s', (_, broken, ground, people) => {
    expect(reviewersOf(broken, ground)).toEqual(people);
  });
});

describe('the review', () => {
  const SAYS = { verdict: 'not-justified' as const, text: 'Somebody was on call.', at: LATER };
  test('is written once', () => {
    const outcome = review(BROKEN, [LEAD], LEAD, SAYS);
    if (outcome.kind !== 'reviewed') throw new Error(outcome.say);
    expect(outcome.broken.review).toEqual({ verdict: 'not-justified', by: LEAD, at: LATER });
    expect(review(outcome.broken, [LEAD], LEAD, SAYS)).toMatchObject({ why: 'reviewed-already' });
  });
  test.each([
    ['by anybody else', ADMIN, SAYS, 'not-a-reviewer'],
    ['without a word', LEAD, { ...SAYS, text: ' \n' }, 'reason-required'],
  ])('not %s', (_, person, said, why) => {
    expect(review(BROKEN, [LEAD], person, said)).toMatchObject({ why });
  });
});

describe('"due in 2 working days, reminded daily"', () => {
  test('a Friday evening is due on Tuesday', () => {
    expect(reviewDates('2026-11-20T17:00:00.000Z', ORGANISATION)).toEqual({
      dueAt: '2026-11-24T17:00:00.000Z',
      remindAt: '2026-11-23T17:00:00.000Z',
    });
  });
  test('once a working day, however late the sweep comes, until it is reviewed', () => {
    expect(remindReview(BROKEN, NOW, ORGANISATION)).toBeUndefined();
    const first = remindReview(BROKEN, BROKEN.remindAt, ORGANISATION);
    expect(first?.remindAt).toBe('2026-11-25T09:00:00.000Z');
    const late = remindReview(BROKEN, '2026-11-27T12:00:00.000Z', ORGANISATION);
    expect(late?.remindAt).toBe('2026-11-30T09:00:00.000Z');
    const saturday = '2026-11-28T12:00:00.000Z';
    expect(remindReview(BROKEN, saturday, ORGANISATION)).toBeUndefined();
    const said = { verdict: 'justified' as const, by: LEAD, at: NOW };
    expect(remindReview({ ...BROKEN, review: said }, saturday, ORGANISATION)).toBeUndefined();
  });
});

test('erasing takes the words of who broke it or reviewed it, once', () => {
  const broken = {
    ...BROKEN,
    review: { verdict: 'justified' as const, by: LEAD, at: LATER },
  };
  expect(erasedBreakGlass(broken, COLLEAGUE)).toBeUndefined();
  const gone = erasedBreakGlass(broken, ADMIN);
  expect(gone).toMatchObject({ parts: ['REASON'], state: { erased: ['REASON'], by: ADMIN } });
  expect(gone && erasedBreakGlass(gone.state, ADMIN)).toBeUndefined();
  expect(gone && erasedBreakGlass(gone.state, LEAD)).toMatchObject({ parts: ['FINDING'] });
});

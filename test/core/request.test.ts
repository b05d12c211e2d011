import { describe, expect, test } from 'vitest';
import { answer, dueAt, nextLook, remind, STATE_WORDS } from '../../lib/core/request.ts';
import { ADMIN, LATER, OWNER, REQUEST } from './perfect.ts';

const GIVEN = {
  state: 'approved' as const,
  by: ADMIN,
  name: 'Platform admin',
  at: LATER,
  reason: '',
};

test('approving needs no reason', () => {
  expect(answer(REQUEST, GIVEN)).toEqual({
    kind: 'answered',
    request: {
      ...REQUEST,
      state: 'approved',
      answer: { by: ADMIN, name: 'Platform admin', at: LATER, reason: '' },
    },
  });
});

describe.each(['changes-asked', 'rejected'] as const)('%s', (state) => {
  test('needs a reason', () => {
    expect(answer(REQUEST, { ...GIVEN, state, reason: ' ' })).toMatchObject({
      why: 'reason-required',
    });
  });
  test('with a reason is an answer', () => {
    expect(answer(REQUEST, { ...GIVEN, state, reason: 'too wide' })).toMatchObject({
      request: { state, answer: { reason: 'too wide' } },
    });
  });
});

test('nobody answers their own request', () => {
  expect(answer(REQUEST, { ...GIVEN, by: OWNER })).toMatchObject({ why: 'own-request' });
});

test.each(['approved', 'changes-asked', 'rejected', 'reused'] as const)(
  'a request that is %s is not answered again',
  (state) => {
    const given = { by: ADMIN, name: 'Platform admin', at: LATER, reason: '' };
    const request = { ...REQUEST, state, ...(state === 'reused' ? {} : { answer: given }) };
    const outcome = answer(request, GIVEN);
    expect(outcome).toMatchObject({ why: 'answered-already' });
    expect(outcome.kind === 'refused' && outcome.say).toContain(STATE_WORDS[state]);
  },
);

const BERLIN = { timeZone: 'Europe/Berlin' };

test.each([
  ['Monday', '2026-11-23T09:00:00.000Z', [], '2026-11-25T09:00:00.000Z'],
  ['Thursday', '2026-11-26T09:00:00.000Z', [], '2026-11-30T09:00:00.000Z'],
  [
    'Monday before a holiday',
    '2026-11-23T09:00:00.000Z',
    ['2026-11-24'],
    '2026-11-26T09:00:00.000Z',
  ],
])('asked on a %s it is due two working days later', (_, now, holidays, due) => {
  expect(dueAt(now, { ...BERLIN, holidays })).toBe(due);
});

describe('the platform is reminded', () => {
  /** Due on a Friday, 10:00 in Berlin. */
  const LATE = { ...REQUEST, dueAt: '2026-11-27T09:00:00.000Z' };
  const FRIDAY = '2026-11-27T09:00:00.000Z';
  const MONDAY = '2026-11-30T09:00:00.000Z';
  const TUESDAY = '2026-12-01T09:00:00.000Z';

  test.each([
    ['not before the due date', LATE, '2026-11-27T08:59:59.999Z', [], undefined],
    ['when the due date has passed, and again on Monday', LATE, FRIDAY, [], MONDAY],
    ['not again on the same day', { ...LATE, remindAt: MONDAY }, FRIDAY, [], undefined],
    ['on Monday, and again on Tuesday', { ...LATE, remindAt: MONDAY }, MONDAY, [], TUESDAY],
    ['not at the weekend', LATE, '2026-11-28T12:00:00.000Z', [], undefined],
    ['not on a holiday', { ...LATE, remindAt: MONDAY }, MONDAY, ['2026-11-30'], undefined],
    ['on Friday, and then after the holiday', LATE, FRIDAY, ['2026-11-30'], TUESDAY],
    [
      'once for all the days on which nobody looked',
      LATE,
      '2026-12-09T15:00:00.000Z',
      [],
      '2026-12-10T09:00:00.000Z',
    ],
    ['not of one that is answered', { ...LATE, state: 'rejected' as const }, FRIDAY, [], undefined],
  ])('%s', (_, request, now, holidays, next) => {
    expect(remind(request, now, { ...BERLIN, holidays })?.remindAt).toBe(next);
  });

  test('and the schedule looks again then', () => {
    expect(nextLook(LATE)).toBe(FRIDAY);
    expect(nextLook({ ...LATE, remindAt: MONDAY })).toBe(MONDAY);
  });
});

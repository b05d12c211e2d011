import { describe, expect, test } from 'vitest';
import type { Approval } from '../../lib/core/approval.ts';
import { type DecisionNote, decisionNote, fatigue, fatigueLook } from '../../lib/core/fatigue.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { APPROVAL, APPROVED, COLLEAGUE, LATER, NOW } from './perfect.ts';

const DAY = 24 * 60;
const notes = (
  count: number,
  { denied = 0, seconds = 4, daysAgo = 1 }: { denied?: number; seconds?: number; daysAgo?: number },
): DecisionNote[] =>
  Array.from({ length: count }, (_, at) => ({
    at: minutesAfter(NOW, -daysAgo * DAY),
    choice: at < denied ? 'deny' : 'approve',
    seconds,
  }));

describe('"20+ decisions in 30 days, 95 % approved, median under 10 seconds"', () => {
  test.each([
    ['exactly so', notes(20, { denied: 1 }), true],
    ['all of it', notes(40, {}), true],
    ['one too few', notes(19, {}), false],
    ['one denial too many', notes(20, { denied: 2 }), false],
    ['slow enough', notes(20, { seconds: 10 }), false],
    ['just not slow enough', notes(20, { seconds: 9.9 }), true],
    ['too long ago', notes(20, { daysAgo: 30 }), false],
    ['some of it too long ago', [...notes(19, {}), ...notes(5, { daysAgo: 31 })], false],
    ['half slow: between 4 and 16', [...notes(10, {}), ...notes(10, { seconds: 16 })], false],
    ['mostly fast', [...notes(11, {}), ...notes(9, { seconds: 900 })], true],
    ['nothing at all', [], false],
  ])('%s', (_, list, told) => {
    expect(fatigue(list, NOW) !== undefined).toBe(told);
  });

  test('says how many, how much of it, how fast', () => {
    expect(fatigue(notes(21, { denied: 1 }), NOW)).toEqual({
      decisions: 21,
      approved: 95,
      medianSeconds: 4,
    });
  });
});

describe('what is measured', () => {
  const at = minutesAfter(NOW, 2);
  test('from asking, in the first step', () => {
    expect(decisionNote(APPROVAL, { at, choice: 'deny' })).toEqual({
      at,
      choice: 'deny',
      seconds: 120,
    });
  });
  test('from the turn, in a later one', () => {
    const stages: Approval['stages'] = [
      { of: 'baseline', via: 'platform', quorum: 1 },
      { of: 'manifest', via: 'team', quorum: 1 },
    ];
    const second = { ...APPROVAL, stages, decisions: APPROVED.decisions };
    const soon = minutesAfter(LATER, 0.5);
    expect(decisionNote(second, { at: soon, choice: 'approve' }).seconds).toBe(30);
    expect(second.decisions[0]?.by).toBe(COLLEAGUE);
  });
  test('never less than nothing, whatever the clocks say', () => {
    expect(decisionNote(APPROVAL, { at: minutesAfter(NOW, -1), choice: 'approve' }).seconds).toBe(
      0,
    );
  });
});

describe('when it is looked at', () => {
  const berlin = { timeZone: 'Europe/Berlin', holidays: ['2027-01-01'] };
  test.each([
    ['2026-11-23T09:00:00.000Z', '2026-12', '2026-12-01T09:00:00.000Z'],
    // The first of August is a Saturday.
    ['2026-07-31T10:00:00.000Z', '2026-08', '2026-08-03T08:00:00.000Z'],
    // New Year is a holiday, a weekend follows.
    ['2026-12-31T10:00:00.000Z', '2027-01', '2027-01-04T09:00:00.000Z'],
    // It is December there already.
    ['2026-11-30T23:30:00.000Z', '2027-01', '2027-01-04T09:00:00.000Z'],
  ])('a decision of %s: %s, at ten on a working day', (decided, month, dueAt) => {
    expect(fatigueLook(decided, berlin)).toEqual({ month, dueAt });
  });
});

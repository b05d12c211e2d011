import { describe, expect, test } from 'vitest';
import { type ApprovalFigure, approvalStats, figureOf } from '../../lib/core/approval-figures.ts';
import { APPROVAL, APPROVED, EXPIRY, LATER } from './perfect.ts';

test('a waiting approval has no figure; an ended one has what figures need, and names nobody', () => {
  expect(figureOf(APPROVAL)).toBeUndefined();
  expect(figureOf(APPROVED)).toEqual({
    id: 'apr_1',
    team: 'team-support',
    ending: 'approved',
    endedAt: LATER,
    minutes: 60,
  });
});

test.each([
  ['lapsed', { ...APPROVED, lapsedAt: EXPIRY }, { lapsed: true }],
  [
    'with an unknown outcome',
    { ...APPROVED, use: { executionId: 'r', at: LATER, receipt: 'r', unknownSince: EXPIRY } },
    { unknown: true },
  ],
  [
    'by break-glass',
    { ...APPROVED, end: { ending: 'approved' as const, at: LATER, breakGlass: true as const } },
    { breakGlass: true },
  ],
])('an approval %s is counted as such', (_, approval, rest) => {
  expect(figureOf(approval)).toMatchObject(rest);
});

const one = (n: number, rest: Partial<ApprovalFigure> = {}): ApprovalFigure => ({
  id: `apr_${n}`,
  team: 'team-a',
  ending: 'approved',
  endedAt: LATER,
  minutes: n,
  ...rest,
});

describe('together and by team', () => {
  test('every ending is in one number; break-glass is no decision', () => {
    const { total, teams } = approvalStats([
      one(1),
      one(2, { ending: 'denied' }),
      one(3, { ending: 'expired', team: 'team-b' }),
      one(4, { ending: 'cancelled' }),
      one(5, { breakGlass: true }),
      one(6, { lapsed: true }),
      one(7, { unknown: true }),
    ]);
    expect(total).toEqual({
      ended: 7,
      approved: 3,
      denied: 1,
      expired: 1,
      cancelled: 1,
      breakGlass: 1,
      lapsed: 1,
      unknown: 1,
      toDecide: { of: 4 },
    });
    expect(teams.map(({ team, ended }) => [team, ended])).toEqual([
      ['team-a', 6],
      ['team-b', 1],
    ]);
  });

  test('the time to decide is of what was decided: a median from five on, nine of ten from ten on', () => {
    const some = (n: number) => approvalStats(Array.from({ length: n }, (_, at) => one(at + 1)));
    expect(some(4).total.toDecide).toEqual({ of: 4 });
    expect(some(5).total.toDecide).toEqual({ of: 5, minutes: 3 });
    expect(some(10).total.toDecide).toEqual({ of: 10, minutes: 5.5, p90: 9 });
    expect(approvalStats([]).total).toMatchObject({ ended: 0, toDecide: { of: 0 } });
  });
});

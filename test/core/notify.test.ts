import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Approval } from '../../lib/core/approval.ts';
import { type Notify, toldAloneAt, turnSince, withinHours } from '../../lib/core/notify.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { APPROVAL } from './perfect.ts';

const ASKED = '2026-11-23T09:00:00.000Z';
const approval: Approval = { ...APPROVAL, askedAt: ASKED, expiresAt: minutesAfter(ASKED, 1440) };
const zone = 'Europe/Berlin';
const at = (minutes: number) => minutesAfter(ASKED, minutes);

describe('when somebody is told alone', () => {
  const night = { from: '20:00', to: '23:00' };
  const rows: [string, Notify | undefined, string | undefined][] = [
    ['who said nothing: after 15 minutes', undefined, at(15)],
    ['both: after 15 minutes', { by: 'both', timeZone: zone }, at(15)],
    ['the channel only: never', { by: 'channel', timeZone: zone }, undefined],
    ['messages only: at once', { by: 'dm', timeZone: zone }, ASKED],
    ['in the evening', { by: 'both', timeZone: zone, hours: night }, at(10 * 60)],
    [
      'within the hours at once',
      { by: 'dm', timeZone: zone, hours: { from: '09:00', to: '17:00' } },
      ASKED,
    ],
    [
      'never past three quarters of its time',
      { by: 'both', timeZone: zone, hours: { from: '08:00', to: '09:00' } },
      at(18 * 60),
    ],
  ];
  test.each(rows)('%s', (_, notify, told) => {
    expect(toldAloneAt(approval, notify)).toBe(told);
  });

  test('a request that ends sooner is told sooner', () => {
    const short = { ...approval, expiresAt: at(8) };
    expect(toldAloneAt(short, undefined)).toBe(at(6));
  });

  test('never before the turn begins, nor after the request’s time', () => {
    const clock = fc
      .integer({ min: 0, max: 23 })
      .map((hour) => `${String(hour).padStart(2, '0')}:30`);
    const any = fc.record({ from: clock, to: clock, minutes: fc.integer({ min: 5, max: 10_080 }) });
    fc.assert(
      fc.property(any, fc.constantFrom('both', 'dm'), ({ from, to, minutes }, by) => {
        const over = { ...approval, expiresAt: at(minutes) };
        const told = toldAloneAt(over, { by, timeZone: zone, hours: { from, to } }) ?? '';
        expect(told >= ASKED).toBe(true);
        expect(told <= at(minutes * 0.75)).toBe(true);
      }),
    );
  });
});

describe('since when it is somebody’s turn', () => {
  const staged: Approval = {
    ...approval,
    stages: [
      { of: 'baseline', via: 'platform', quorum: 2 },
      { of: 'manifest', via: 'team', quorum: 1 },
    ],
  };
  const said = (minutes: number, stage = 0) => ({
    by: 'T1/U1',
    name: 'x',
    choice: 'approve' as const,
    at: at(minutes),
    stage,
  });
  test.each([
    ['asked', [], ASKED],
    ['one of two', [said(5)], ASKED],
    ['the first stage is passed', [said(5), said(90)], at(90)],
  ])('%s', (_, decisions, since) => {
    expect(turnSince({ ...staged, decisions })).toBe(since);
  });

  test('the second stage is told anew, at once where three quarters are over', () => {
    const late = { ...staged, decisions: [said(5), said(1200)] };
    expect(toldAloneAt(late, undefined)).toBe(at(1200));
    expect(toldAloneAt({ ...staged, decisions: [said(5), said(90)] }, undefined)).toBe(at(105));
  });
});

describe('hours', () => {
  test.each([
    ['over midnight, late', '22:00', '06:00', '2026-11-23T23:00:00.000Z', undefined],
    ['over midnight, early', '22:00', '06:00', '2026-11-23T03:00:00.000Z', undefined],
    ['over midnight, by day', '22:00', '06:00', ASKED, '2026-11-23T21:00:00.000Z'],
    ['the last minute is over', '09:00', '10:00', ASKED, '2026-11-24T08:00:00.000Z'],
    ['none at all', '10:00', '10:00', ASKED, undefined],
  ])('%s', (_, from, to, then, moved) => {
    const notify: Notify = { by: 'both', timeZone: zone, hours: { from, to } };
    expect(withinHours(then, notify)).toBe(moved ?? then);
  });
});

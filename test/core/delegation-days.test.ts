import { describe, expect, test } from 'vitest';
import { type Delegation, delegate, isDelegated, isOpen } from '../../lib/core/delegation.ts';
import { COLLEAGUE, NOW } from './perfect.ts';

const STAND_IN = 'T1/U9';
const WANTED = {
  person: COLLEAGUE,
  to: STAND_IN,
  lastDay: '2026-11-30',
  timeZone: 'Europe/Berlin',
};
const made = (change: Partial<Parameters<typeof delegate>[0]> = {}, now = NOW): Delegation => {
  const outcome = delegate({ ...WANTED, ...change }, now);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.delegation;
};

describe('the days of a delegation', () => {
  test.each([
    // Berlin is an hour ahead in winter, two in summer; the clocks change on 25 October and 28 March.
    ['winter', 'Europe/Berlin', '2026-12-24', '2026-12-24', ['2026-12-23T23', '2026-12-24T23']],
    [
      'clocks go back',
      'Europe/Berlin',
      '2027-10-31',
      '2027-10-31',
      ['2027-10-30T22', '2027-10-31T23'],
    ],
    [
      'clocks go on',
      'Europe/Berlin',
      '2027-03-28',
      '2027-03-28',
      ['2027-03-27T23', '2027-03-28T22'],
    ],
    [
      'ahead of UTC',
      'Pacific/Auckland',
      '2026-12-24',
      '2026-12-25',
      ['2026-12-23T11', '2026-12-25T11'],
    ],
    [
      'behind UTC',
      'America/New_York',
      '2027-03-14',
      '2027-03-14',
      ['2027-03-14T05', '2027-03-15T04'],
    ],
  ] as const)('%s: %s', (_, timeZone, firstDay, lastDay, [from, until]) => {
    const delegation = made({ timeZone, firstDay, lastDay });
    expect([delegation.from, delegation.until]).toEqual([
      `${from}:00:00.000Z`,
      `${until}:00:00.000Z`,
    ]);
  });

  test('today is the first one when none is said, in the time zone of the person', () => {
    const late = '2026-11-23T11:30:00.000Z';
    expect(made({ timeZone: 'Pacific/Auckland' }, late).firstDay).toBe('2026-11-24');
    expect(made({ timeZone: 'America/New_York' }, late).firstDay).toBe('2026-11-23');
  });
});

describe('what is no delegation, and when it counts', () => {
  test.each([
    ['yesterday', { firstDay: '2026-11-22' }, 'from'],
    ['no day', { firstDay: '2026-02-30' }, 'from'],
    ['in years', { firstDay: '2028-01-01', lastDay: '2028-01-02' }, 'from'],
    ['backwards', { firstDay: '2026-12-02', lastDay: '2026-12-01' }, 'to'],
    ['no last day', { lastDay: 'soon' }, 'to'],
    ['91 days', { firstDay: '2026-11-23', lastDay: '2027-02-21' }, 'to'],
  ] as const)('refused: %s', (_, change, field) => {
    const outcome = delegate({ ...WANTED, ...change }, NOW);
    expect(outcome).toMatchObject({ kind: 'refused', why: 'bad-days', facts: { field } });
  });

  test('90 days are the most, and nobody names themselves', () => {
    expect(made({ firstDay: '2026-11-23', lastDay: '2027-02-20' }).lastDay).toBe('2027-02-20');
    expect(delegate({ ...WANTED, to: COLLEAGUE }, NOW)).toMatchObject({ why: 'bad-delegate' });
  });

  test('it counts from the first moment of the first day to the last one of the last', () => {
    const one = made({ firstDay: '2026-12-24', lastDay: '2026-12-24' });
    const counts = (now: string) => [isDelegated(one, now), isOpen(one, now)];
    expect(counts(NOW)).toEqual([false, true]);
    expect(counts('2026-12-23T22:59:59.999Z')).toEqual([false, true]);
    expect(counts('2026-12-23T23:00:00.000Z')).toEqual([true, true]);
    expect(counts('2026-12-24T22:59:59.999Z')).toEqual([true, true]);
    expect(counts('2026-12-24T23:00:00.000Z')).toEqual([false, false]);
    expect(isDelegated({ ...one, endedAt: NOW }, '2026-12-24T12:00:00.000Z')).toBe(false);
  });
});

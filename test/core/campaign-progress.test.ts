import { describe, expect, test } from 'vitest';
import {
  dayHint,
  type Forecast,
  forecastOf,
  forecastWords,
} from '../../lib/core/campaign-progress.ts';

const TODAY = '2026-12-01';
const days = (...all: readonly (readonly [string, number])[]) =>
  all.map(([day, left]) => ({ day, left, over: 0 }));
const forecast = (left: number, all: ReturnType<typeof days>): Forecast =>
  forecastOf(all, { left, today: TODAY, stopsOn: '2026-12-31' });

describe('the forecast', () => {
  test.each([
    ['done', 0, days(['2026-11-24', 10]), { kind: 'done' }],
    ['unknown before a day was counted', 5, [], { kind: 'unknown' }],
    ['unknown on the first day', 5, days([TODAY, 5]), { kind: 'unknown' }],
    ['standing', 5, days(['2026-11-24', 5]), { kind: 'standing', days: 7 }],
    ['standing where it grew', 7, days(['2026-11-24', 5]), { kind: 'standing', days: 7 }],
    ['on a day', 7, days(['2026-11-24', 14]), { kind: 'on', day: '2026-12-08', late: false }],
    ['late', 13, days(['2026-11-24', 14]), { kind: 'on', day: '2027-03-02', late: true }],
    [
      'by the last two weeks alone',
      4,
      days(['2026-10-01', 100], ['2026-11-17', 18], ['2026-11-24', 10]),
      { kind: 'on', day: '2026-12-05', late: false },
    ],
  ])('is %s', (_, left, all, is) => {
    expect(forecast(left, all)).toEqual(is);
  });

  test.each([
    [{ kind: 'done' }, 'Nobody is locked'],
    [{ kind: 'unknown' }, 'Too few days'],
    [{ kind: 'standing', days: 1 }, 'Nobody moved in 1 day: at this pace it is not done by X.'],
    [{ kind: 'on', day: 'D', late: true }, 'moves on D, after X.'],
    [{ kind: 'on', day: 'D', late: false }, 'moves on D, before X.'],
  ] as const)('%j is a whole sentence', (is, said) => {
    expect(forecastWords(is, 'X')).toContain(said);
  });
});

test.each([
  ['2026-12-04', undefined],
  ['2026-12-05', '2026-12-07'],
  ['2026-12-25', '2026-12-28'],
])('%s: the next working day is %s', (day, next) => {
  const hint = dayHint(day, { timeZone: 'Europe/Berlin', holidays: ['2026-12-25'] });
  expect(hint?.includes(`The next one is ${next}`)).toBe(next === undefined ? undefined : true);
});

import { describe, expect, test } from 'vitest';
import {
  clockIn,
  dateIn,
  dayAfter,
  dayName,
  dayStart,
  exactDuration,
  httpDate,
  instant,
  isWorkingDay,
  latestMonday,
  milliseconds,
  minutesAfter,
  nextClock,
  plainDate,
  unixSeconds,
  weekdayOf,
  workingDaysAfter,
} from '../../lib/core/time.ts';

test('a moment goes there and back', () => {
  expect(instant(milliseconds('2026-11-23T09:00:00.123Z'))).toBe('2026-11-23T09:00:00.123Z');
  expect(unixSeconds('2026-11-23T09:00:00.999Z')).toBe(1795424400);
});

test('what is no date is a bug', () => {
  expect(() => milliseconds('yesterday')).toThrow('not an instant');
});

test.each([
  [15, '2026-11-23T09:15:00.000Z'],
  [0.5, '2026-11-23T09:00:30.000Z'],
  [-1, '2026-11-23T08:59:00.000Z'],
])('%d minutes after', (minutes, then) => {
  expect(minutesAfter('2026-11-23T09:00:00.000Z', minutes)).toBe(then);
});

test.each([
  [1, '1 minute'],
  [61, '61 minutes'],
  [60, '1 hour'],
  [1500, '25 hours'],
  [1440, '1 day'],
  [10_080, '7 days'],
])(
  '%d minutes are said without rounding, so that two of them never read the same',
  (minutes, said) => {
    expect(exactDuration(minutes)).toBe(said);
  },
);

describe('working days', () => {
  test.each([
    ['over a weekend', '2026-11-27T09:00:00.000Z', 2, 'Europe/Berlin', '2026-12-01T09:00:00.000Z'],
    ['from a Saturday', '2026-11-28T09:00:00.000Z', 1, 'Europe/Berlin', '2026-11-30T09:00:00.000Z'],
    [
      'over the start of summer time',
      '2026-03-27T09:00:00.000Z',
      2,
      'Europe/Berlin',
      '2026-03-31T08:00:00.000Z',
    ],
    [
      'over the end of summer time',
      '2026-10-23T08:00:00.000Z',
      2,
      'Europe/Berlin',
      '2026-10-27T09:00:00.000Z',
    ],
    [
      'over the end of summer time elsewhere',
      '2026-10-30T14:00:00.000Z',
      1,
      'America/New_York',
      '2026-11-02T15:00:00.000Z',
    ],
    [
      'where it is Monday already',
      '2026-11-22T20:00:00.000Z',
      1,
      'Asia/Tokyo',
      '2026-11-23T20:00:00.000Z',
    ],
    [
      'where it is still Sunday',
      '2026-11-22T20:00:00.000Z',
      1,
      'America/Los_Angeles',
      '2026-11-23T20:00:00.000Z',
    ],
    [
      'where it is still Friday',
      '2026-11-28T02:00:00.000Z',
      1,
      'America/Los_Angeles',
      '2026-12-01T02:00:00.000Z',
    ],
  ])('%s keep the time of day', (_, at, days, zone, then) => {
    expect(workingDaysAfter(at, days, zone)).toBe(then);
  });
});

describe('holidays', () => {
  const BERLIN = 'Europe/Berlin';
  const HOLIDAYS = ['2026-12-24', '2026-12-25', '2026-12-26'];

  test.each([
    ['are left out', '2026-12-23T09:00:00.000Z', 1, '2026-12-28T09:00:00.000Z'],
    [
      'are counted where they fall on working days',
      '2026-12-22T09:00:00.000Z',
      3,
      '2026-12-29T09:00:00.000Z',
    ],
    ['far away change nothing', '2026-11-23T09:00:00.000Z', 2, '2026-11-25T09:00:00.000Z'],
  ])('%s', (_, at, days, then) => {
    expect(workingDaysAfter(at, days, BERLIN, HOLIDAYS)).toBe(then);
  });

  test('are days of the organisation, not of Greenwich', () => {
    // 23:30 UTC on Wednesday is the 24th in Berlin already.
    const night = '2026-12-23T23:30:00.000Z';
    expect(dateIn(night, BERLIN)).toBe('2026-12-24');
    expect(isWorkingDay(night, BERLIN, HOLIDAYS)).toBe(false);
    expect(isWorkingDay(night, 'UTC', HOLIDAYS)).toBe(true);
  });

  test.each([
    ['a Friday', '2026-11-27T09:00:00.000Z', true],
    ['a Saturday', '2026-11-28T09:00:00.000Z', false],
    ['a Sunday', '2026-11-29T09:00:00.000Z', false],
    ['a Sunday night that is Monday there', '2026-11-29T23:00:00.000Z', true],
  ])('%s', (_, at, works) => {
    expect(isWorkingDay(at, BERLIN)).toBe(works);
  });
});

test('a plain date says its zone', () => {
  expect(plainDate('2026-11-21T14:05:59.000Z')).toBe('21 Nov 2026, 14:05 UTC');
});

test.each([
  ['on Monday at the hour', '2026-11-23T09:00:00.000Z', 'UTC', '2026-11-23'],
  ['on Monday before it', '2026-11-23T08:59:59.999Z', 'UTC', '2026-11-16'],
  [
    'on Monday elsewhere, where it is nine already',
    '2026-11-23T00:00:00.000Z',
    'Asia/Tokyo',
    '2026-11-23',
  ],
  ['where it is Sunday still', '2026-11-23T04:00:00.000Z', 'America/New_York', '2026-11-16'],
  ['on Sunday', '2026-11-29T23:59:00.000Z', 'UTC', '2026-11-23'],
  ['after the clocks went back', '2026-10-26T09:30:00.000Z', 'Europe/Berlin', '2026-10-26'],
  ['in a new year', '2027-01-01T12:00:00.000Z', 'UTC', '2026-12-28'],
])('the latest Monday at nine %s', (_, at, timeZone, day) => {
  expect(latestMonday(at, 9, timeZone)).toBe(day);
});

test.each([
  ['in winter', '2026-12-15', 'Europe/Berlin', '2026-12-14T23:00:00.000Z'],
  ['in summer', '2027-06-30', 'Europe/Berlin', '2027-06-29T22:00:00.000Z'],
  ['on the day the clocks change', '2027-03-28', 'Europe/Berlin', '2027-03-27T23:00:00.000Z'],
  ['far east', '2026-12-15', 'Pacific/Kiritimati', '2026-12-14T10:00:00.000Z'],
  ['far west', '2026-12-15', 'Pacific/Pago_Pago', '2026-12-15T11:00:00.000Z'],
])('a day begins %s', (_, day, timeZone, at) => {
  expect(dayStart(day, timeZone)).toBe(at);
});

test('a date as HTTP writes it', () => {
  expect(httpDate('2027-01-14T23:00:00.000Z')).toBe('Thu, 14 Jan 2027 23:00:00 GMT');
});

describe('the clock of somebody', () => {
  test('tells the time of day in a zone', () => {
    expect(clockIn('2026-11-23T09:05:00.000Z', 'Europe/Berlin')).toBe('10:05');
    expect(clockIn('2026-11-23T09:05:00.000Z', 'America/New_York')).toBe('04:05');
  });

  test.each([
    ['2026-11-23T09:00:00.000Z', '10:00', '2026-11-23T09:00:00.000Z'],
    ['2026-11-23T09:00:00.001Z', '10:00', '2026-11-24T09:00:00.000Z'],
    ['2026-11-23T09:00:00.000Z', '11:30', '2026-11-23T10:30:00.000Z'],
    ['2026-03-28T12:00:00.000Z', '08:00', '2026-03-29T06:00:00.000Z'],
  ])('after %s it is %s next at %s', (at, clock, next) => {
    expect(nextClock(at, clock, 'Europe/Berlin')).toBe(next);
  });
});

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-03-01', -1, '2028-02-29'],
])('the day %s and %i more', (day, days, expected) => {
  expect(dayAfter(day, days)).toBe(expected);
});

test('days of the week begin with Monday', () => {
  expect(['2026-11-23', '2026-11-24', '2026-11-29'].map(weekdayOf)).toEqual([1, 2, 7]);
});

test('a day is named without its year where that is the same', () => {
  expect(dayName('2027-06-30', '2027-05-20')).toBe('30 June');
  expect(dayName('2027-06-30', '2026-11-23')).toBe('30 June 2027');
});

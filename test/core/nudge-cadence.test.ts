import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Cadence,
  cadenceOf,
  NUDGES,
  nextNudge,
  rungsAt,
  tellingTime,
} from '../../lib/core/nudge-cadence.ts';
import { clockIn, dateIn, isWorkingDay, minutesAfter, weekdayOf } from '../../lib/core/time.ts';
import { ORGANISATION } from './perfect.ts';

const CADENCE: Cadence = { ...NUDGES, until: '17:00', timeZone: 'Europe/Berlin', holidays: [] };
const FAR = '2028-01-01T00:00:00.000Z';
const next = (after: string, change: Partial<Cadence> = {}, stops = FAR) =>
  nextNudge(after, stops, { ...CADENCE, ...change });

describe('when somebody is told', () => {
  test.each([
    ['Tuesdays 10:00', '2026-11-23T09:00:00.000Z', {}, '2026-11-24T09:00:00.000Z'],
    ['not the same Tuesday again', '2026-11-24T09:00:00.000Z', {}, '2026-12-01T09:00:00.000Z'],
    ['before spring forward', '2026-03-23T12:00:00.000Z', {}, '2026-03-24T09:00:00.000Z'],
    ['after spring forward', '2026-03-28T12:00:00.000Z', {}, '2026-03-31T08:00:00.000Z'],
    ['after the clocks go back', '2026-10-24T12:00:00.000Z', {}, '2026-10-27T09:00:00.000Z'],
    [
      'in a zone at -11',
      '2026-11-23T09:00:00.000Z',
      { timeZone: 'Pacific/Pago_Pago' },
      '2026-11-24T21:00:00.000Z',
    ],
    [
      'in a zone at +14',
      '2026-11-23T09:00:00.000Z',
      { timeZone: 'Pacific/Kiritimati' },
      '2026-11-23T20:00:00.000Z',
    ],
    [
      'a holiday moves to the next working day',
      '2026-11-23T09:00:00.000Z',
      { holidays: ['2026-11-24', '2026-11-25'] },
      '2026-11-26T09:00:00.000Z',
    ],
    [
      'a Friday that is a holiday moves over the week end',
      '2026-11-25T12:00:00.000Z',
      { weekday: 5, holidays: ['2026-11-27'] },
      '2026-11-30T09:00:00.000Z',
    ],
    [
      'over the end of a year',
      '2026-12-29T12:00:00.000Z',
      { holidays: ['2027-01-01'] },
      '2027-01-05T09:00:00.000Z',
    ],
    [
      'another day and time',
      '2026-11-23T09:00:00.000Z',
      { weekday: 4, at: '15:30' },
      '2026-11-26T14:30:00.000Z',
    ],
    [
      'a time that the clocks skip',
      '2026-03-28T12:00:00.000Z',
      { weekday: 1, at: '02:30' },
      '2026-03-30T00:30:00.000Z',
    ],
  ])('%s', (_, after, change, expected) => {
    expect(next(after, change)).toBe(expected);
  });

  test('daily in the last week, on working days only', () => {
    const stops = '2027-01-14T23:00:00.000Z';
    const told: string[] = [];
    for (let at = '2027-01-05T08:00:00.000Z'; told.length < 7; ) {
      at = next(at, {}, stops);
      told.push(dateIn(at, 'Europe/Berlin'));
    }
    const week = ['2027-01-08', '2027-01-11', '2027-01-12', '2027-01-13', '2027-01-14'];
    expect(told).toEqual(['2027-01-05', ...week, '2027-01-19']);
  });
});

const zone = fc.constantFrom(
  'Pacific/Pago_Pago',
  'Pacific/Kiritimati',
  'America/New_York',
  'America/Santiago',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
);
const moment = fc
  .integer({ min: 0, max: 3 * 365 * 24 * 60 })
  .map((minutes) => minutesAfter('2026-01-01T00:00:00.000Z', minutes));

test('always later, at the hour, on a working day, within two weeks', () => {
  fc.assert(
    fc.property(moment, moment, zone, (after, stops, timeZone) => {
      const at = next(after, { timeZone }, stops);
      expect(at > after).toBe(true);
      expect(clockIn(at, timeZone)).toBe('10:00');
      expect(isWorkingDay(at, timeZone)).toBe(true);
      expect(at <= minutesAfter(after, 8 * 24 * 60)).toBe(true);
      const last = at < stops && at >= minutesAfter(stops, -7 * 24 * 60);
      expect(last || weekdayOf(dateIn(at, timeZone)) === 2).toBe(true);
    }),
  );
});

test('whatever is late goes out in the hours of a working day, in every zone', () => {
  fc.assert(
    fc.property(moment, zone, (now, timeZone) => {
      const at = tellingTime(now, { ...CADENCE, timeZone, holidays: ['2026-12-25'] });
      expect(at >= now).toBe(true);
      expect(isWorkingDay(at, timeZone, ['2026-12-25'])).toBe(true);
      expect(clockIn(at, timeZone) >= '10:00' && clockIn(at, timeZone) < '17:00').toBe(true);
    }),
  );
});

test.each([
  ['in time', '2026-11-24T09:00:00.000Z', '2026-11-24T09:00:00.000Z'],
  ['late the same day', '2026-11-24T15:00:00.000Z', '2026-11-24T15:00:00.000Z'],
  ['at night', '2026-11-24T22:00:00.000Z', '2026-11-25T09:00:00.000Z'],
  ['on a Saturday', '2026-11-28T12:00:00.000Z', '2026-11-30T09:00:00.000Z'],
])('a sweep %s', (_, now, expected) => {
  expect(tellingTime(now, CADENCE)).toBe(expected);
});

test.each([
  [0, []],
  [6, []],
  [7, ['backup']],
  [14, ['backup', 'lead']],
  [21, ['backup', 'lead', 'channel']],
  [28, ['backup', 'lead', 'channel', 'platform']],
])('after %i days without an answer', (days, told) => {
  const since = '2026-11-24T09:00:00.000Z';
  expect(rungsAt(since, minutesAfter(since, days * 24 * 60), CADENCE)).toEqual(told);
});

test("the organisation's settings count, and the person's own zone", () => {
  const cadence = cadenceOf({ ...ORGANISATION, nudges: { weekday: 3 } }, 'Asia/Tokyo');
  expect(cadence).toMatchObject({
    weekday: 3,
    at: '10:00',
    until: '17:00',
    timeZone: 'Asia/Tokyo',
  });
  expect(cadenceOf(ORGANISATION).timeZone).toBe('Europe/Berlin');
  const early = { ...ORGANISATION, hours: { from: '05:00', to: '09:00' } };
  expect(cadenceOf(early).until).toBe('24:00');
});

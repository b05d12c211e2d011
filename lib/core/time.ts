import { TZDate, tz } from '@date-fns/tz';
import { addBusinessDays, addMinutes } from 'date-fns';
import { count } from './count.ts';

/** A moment as `toISOString` prints it (UTC, milliseconds): sorts as text. */
export type Instant = string;

/** Milliseconds since 1970 → Instant. */
export function instant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}

/** Instant → milliseconds since 1970. Throws on anything that is no date. */
export function milliseconds(at: Instant): number {
  const value = Date.parse(at);
  if (Number.isNaN(value)) throw new Error('not an instant');
  return value;
}

/** Instant → whole seconds since 1970, as Slack's date tokens and JWT claims want them. */
export function unixSeconds(at: Instant): number {
  return Math.floor(milliseconds(at) / 1000);
}

/** "Sat, 31 Dec 2033 23:59:59 GMT", as headers of HTTP want a date. Throws on anything that is no date. */
export function httpDate(at: Instant): string {
  return new Date(milliseconds(at)).toUTCString();
}

/** `minutes` may be negative, or a fraction. Throws on anything that is no date. */
export function minutesAfter(at: Instant, minutes: number): Instant {
  return addMinutes(at, minutes).toISOString();
}

/** Whole minutes in the largest unit that says them exactly: "61 minutes", "4 hours", "7 days". */
export function exactDuration(minutes: number): string {
  const day = 24 * 60;
  if (minutes % day === 0) return count(minutes / day, 'day');
  return minutes % 60 === 0 ? count(minutes / 60, 'hour') : count(minutes, 'minute');
}

/**
 * The same wall-clock time `days` working days later in `timeZone`: Monday to Friday, without the
 * `holidays` (YYYY-MM-DD).
 */
export function workingDaysAfter(
  at: Instant,
  days: number,
  timeZone: string,
  holidays: readonly string[] = [],
): Instant {
  let left = days;
  for (let step = 1; ; step += 1) {
    const then = new Date(addBusinessDays(at, step, { in: tz(timeZone) }).getTime()).toISOString();
    if (!holidays.includes(dateIn(then, timeZone))) left -= 1;
    if (left <= 0) return then;
  }
}

/** The day it is in `timeZone` then, YYYY-MM-DD. */
export function dateIn(at: Instant, timeZone: string): string {
  return new TZDate(at, timeZone).toISOString().slice(0, 10);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Calendar days from one day to another, YYYY-MM-DD; negative backwards. */
export function daysBetween(from: string, to: string): number {
  return Math.round((milliseconds(to) - milliseconds(from)) / DAY_MS);
}

/** The day so many calendar days later, or earlier, YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
  return instant(milliseconds(`${day}T12:00:00.000Z`) + days * DAY_MS).slice(0, 10);
}

/** 1 for Monday to 7 for Sunday, of a day YYYY-MM-DD. */
export function weekdayOf(day: string): number {
  return new Date(milliseconds(day)).getUTCDay() || 7;
}

/** "30 June", and "30 June 2027" where that is not the year of `today`; both are days, YYYY-MM-DD. */
export function dayName(day: string, today: string): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const };
  const parts = { day: 'numeric' as const, month: 'long' as const, timeZone: 'UTC' };
  return new Date(milliseconds(day)).toLocaleDateString('en-GB', { ...parts, ...year });
}

/** The moment at which the day YYYY-MM-DD is over in `timeZone`. Throws on anything that is no day. */
export function dayEnd(day: string, timeZone: string): Instant {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return instant(new TZDate(year, month - 1, date + 1, timeZone).getTime());
}

/** The moment at which the day YYYY-MM-DD begins in `timeZone`. Throws on anything that is no day. */
export function dayStart(day: string, timeZone: string): Instant {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return instant(new TZDate(year, month - 1, date, timeZone).getTime());
}

/** The latest Monday on which it was `hour` o'clock in `timeZone` by then, YYYY-MM-DD. */
export function latestMonday(at: Instant, hour: number, timeZone: string): string {
  const then = new TZDate(at, timeZone);
  const since = (then.getDay() + 6) % 7;
  const early = since === 0 && then.getHours() < hour;
  then.setDate(then.getDate() - (early ? 7 : since));
  return then.toISOString().slice(0, 10);
}

/** Monday to Friday in `timeZone`, and none of the `holidays` (YYYY-MM-DD). */
export function isWorkingDay(
  at: Instant,
  timeZone: string,
  holidays: readonly string[] = [],
): boolean {
  const day = new TZDate(at, timeZone).getDay();
  return day !== 0 && day !== 6 && !holidays.includes(dateIn(at, timeZone));
}

/** The time of day it is in `timeZone` then, `09:00`. */
export function clockIn(at: Instant, timeZone: string): string {
  return new TZDate(at, timeZone).toISOString().slice(11, 16);
}

/** The first moment at or after `at` at which it is `clock` (`09:00`) in `timeZone`. */
export function nextClock(at: Instant, clock: string, timeZone: string): Instant {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const then = new TZDate(at, timeZone);
  then.setHours(hour, minute, 0, 0);
  if (then.getTime() < milliseconds(at)) then.setDate(then.getDate() + 1);
  return instant(then.getTime());
}

/** "21 Nov 2026, 14:05 UTC": for plain-text doors that have no date tokens. */
export function plainDate(at: Instant): string {
  const date = new Date(at);
  const day = date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}

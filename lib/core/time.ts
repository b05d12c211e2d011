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

/** Monday to Friday in `timeZone`, and none of the `holidays` (YYYY-MM-DD). */
export function isWorkingDay(
  at: Instant,
  timeZone: string,
  holidays: readonly string[] = [],
): boolean {
  const day = new TZDate(at, timeZone).getDay();
  return day !== 0 && day !== 6 && !holidays.includes(dateIn(at, timeZone));
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

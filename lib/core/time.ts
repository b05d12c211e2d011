import { tz } from '@date-fns/tz';
import { addBusinessDays, addMinutes } from 'date-fns';

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

/** The same wall-clock time `days` working days (Monday to Friday) later in `timeZone`. */
export function workingDaysAfter(at: Instant, days: number, timeZone: string): Instant {
  return new Date(addBusinessDays(at, days, { in: tz(timeZone) }).getTime()).toISOString();
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

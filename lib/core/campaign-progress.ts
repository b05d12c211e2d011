import { count } from './count.ts';
import { dateIn, dayAfter, dayStart, daysBetween, isWorkingDay, workingDaysAfter } from './time.ts';

/** One day's figures, counted from real pins. */
export interface CountedDay {
  /** YYYY-MM-DD */
  readonly day: string;
  /** Workflows locked to what ends. */
  readonly left: number;
  /** Those that meet it over other releases alone. */
  readonly over: number;
}

export type Forecast =
  | { readonly kind: 'done' }
  /** Too little was counted to say anything. */
  | { readonly kind: 'unknown' }
  /** Nobody moved in the last two weeks. */
  | { readonly kind: 'standing'; readonly days: number }
  /** At the pace of the last two weeks the last one moves on that day. */
  | { readonly kind: 'on'; readonly day: string; readonly late: boolean };

const PACE_DAYS = 14;

/** "Forecast against the date": the pace of the last two weeks, drawn on. `days` are in their order. */
export function forecastOf(
  days: readonly CountedDay[],
  {
    left,
    today,
    stopsOn,
  }: { readonly left: number; readonly today: string; readonly stopsOn: string },
): Forecast {
  if (left === 0) return { kind: 'done' };
  const recent = days.filter(({ day }) => daysBetween(day, today) <= PACE_DAYS && day < today);
  const [first] = recent;
  if (!first) return { kind: 'unknown' };
  const span = daysBetween(first.day, today);
  const moved = first.left - left;
  if (moved <= 0) return { kind: 'standing', days: span };
  const more = Math.ceil((left * span) / moved);
  const day = dayAfter(today, more);
  return { kind: 'on', day, late: day > stopsOn };
}

/** The forecast as a whole sentence. */
export function forecastWords(forecast: Forecast, stopsOn: string): string {
  switch (forecast.kind) {
    case 'done':
      return 'Nobody is locked to it any more.';
    case 'unknown':
      return 'Too few days were counted to say when the last one will have moved.';
    case 'standing':
      return `Nobody moved in ${count(forecast.days, 'day')}: at this pace it is not done by ${stopsOn}.`;
    case 'on':
      return forecast.late
        ? `At the pace of the last two weeks the last one moves on ${forecast.day}, after ${stopsOn}.`
        : `At the pace of the last two weeks the last one moves on ${forecast.day}, before ${stopsOn}.`;
  }
}

/** "Working-day hints": a sentence for a day on which nobody is at work, with the next one that is. */
export function dayHint(
  day: string,
  {
    timeZone,
    holidays = [],
  }: { readonly timeZone: string; readonly holidays?: readonly string[] | undefined },
): string | undefined {
  const start = dayStart(day, timeZone);
  if (isWorkingDay(start, timeZone, holidays)) return undefined;
  const next = dateIn(workingDaysAfter(start, 1, timeZone, holidays), timeZone);
  return `${day} is no working day, so nobody is there to help. The next one is ${next}.`;
}

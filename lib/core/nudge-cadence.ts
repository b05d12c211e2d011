import type * as z from 'zod';
import { DEFAULT_HOURS, type nudgesSchema, type Organisation } from './people.ts';
import {
  clockIn,
  dateIn,
  dayAfter,
  dayEnd,
  dayStart,
  daysBetween,
  type Instant,
  isWorkingDay,
  minutesAfter,
  nextClock,
  weekdayOf,
} from './time.ts';

type Nudges = z.infer<typeof nudgesSchema>;

/** "Tuesdays 10:00 in the person's time zone; daily in the last week"; "Snooze (14 days, twice)". */
export const NUDGES: Nudges = {
  weekday: 2,
  at: '10:00',
  lastDays: 7,
  escalateAfterDays: [7, 14, 21, 28],
  snoozeDays: 14,
  snoozes: 2,
};

/** Everything that says when one person may be told. */
export interface Cadence extends Nudges {
  /** From this hour on nothing is sent any more that day. */
  readonly until: string;
  readonly timeZone: string;
  readonly holidays: readonly string[];
}

/** The organisation's cadence, in a person's own time zone where that is known. */
export function cadenceOf(
  organisation: Pick<Organisation, 'nudges' | 'hours' | 'holidays' | 'timeZone'>,
  timeZone?: string,
): Cadence {
  const { nudges = {}, hours = DEFAULT_HOURS, holidays = [] } = organisation;
  const own = { ...NUDGES, ...nudges };
  const until = hours.to > own.at ? hours.to : '24:00';
  return { ...own, until, timeZone: timeZone ?? organisation.timeZone, holidays };
}

/**
 * The first moment after `after` at which somebody is told of what stops at `stops`: once a week, "daily
 * in the last week; working days only". A week's day that is a holiday moves to the next working day.
 */
export function nextNudge(after: Instant, stops: Instant, cadence: Cadence): Instant {
  const { timeZone, lastDays } = cadence;
  const daily = minutesAfter(stops, -lastDays * 24 * 60);
  for (let day = dateIn(after, timeZone); ; day = dateIn(dayEnd(day, timeZone), timeZone)) {
    const slot = slotOn(day, cadence);
    const lastWeek = slot >= daily && slot < stops;
    if (slot > after && isWorking(day, cadence) && (lastWeek || isWeekly(day, cadence))) {
      return slot;
    }
  }
}

function slotOn(day: string, { at, timeZone }: Cadence): Instant {
  return nextClock(dayStart(day, timeZone), at, timeZone);
}

function isWorking(day: string, { holidays }: Cadence): boolean {
  return isWorkingDay(`${day}T12:00:00.000Z`, 'UTC', holidays);
}

/** The first working day since the week's day came. */
function isWeekly(day: string, cadence: Cadence): boolean {
  for (let back = day; ; back = dayAfter(back, -1)) {
    if (weekdayOf(back) === cadence.weekday) return true;
    if (isWorking(dayAfter(back, -1), cadence)) return false;
  }
}

/**
 * When a message that is due may go out: `now` in the hours of a working day, else the next such
 * morning. So a sweep that is late never writes to anybody at night or on a Sunday.
 */
export function tellingTime(now: Instant, cadence: Cadence): Instant {
  const { at, until, timeZone } = cadence;
  const today = dateIn(now, timeZone);
  const clock = clockIn(now, timeZone);
  if (isWorking(today, cadence) && clock >= at && clock < until) return now;
  for (let day = today; ; day = dateIn(dayEnd(day, timeZone), timeZone)) {
    const slot = slotOn(day, cadence);
    if (slot > now && isWorking(day, cadence)) return slot;
  }
}

/** Who hears of it besides its owner, in this order. */
const RUNGS = ['backup', 'lead', 'channel', 'platform'] as const;
export type Rung = (typeof RUNGS)[number];

/** "Backup → lead → team channel → platform": those who are told by now, by the days without an answer. */
export function rungsAt(
  waitsSince: Instant,
  now: Instant,
  { escalateAfterDays, timeZone }: Pick<Cadence, 'escalateAfterDays' | 'timeZone'>,
): readonly Rung[] {
  const days = daysBetween(dateIn(waitsSince, timeZone), dateIn(now, timeZone));
  return RUNGS.filter((_, n) => days >= (escalateAfterDays[n] ?? Number.POSITIVE_INFINITY));
}

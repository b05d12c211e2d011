import * as z from 'zod';
import type { Approval } from './approval.ts';
import { clockTime } from './people.ts';
import { clockIn, instant, milliseconds, minutesAfter, nextClock } from './time.ts';

export const TOLD_BY = ['both', 'channel', 'dm'] as const;

/** How somebody wants to be asked for decisions. Without one: both, at any hour. */
export const notifySchema = z.strictObject({
  by: z.enum(TOLD_BY),
  /** When direct messages may come, in `timeZone`; any time if absent. Over midnight where `from` is later. */
  hours: z.strictObject({ from: clockTime, to: clockTime }).optional(),
  /** The person's own, as Slack had it when this was chosen. */
  timeZone: z.string(),
});
export type Notify = z.infer<typeof notifySchema>;

/** "After 15 minutes each gets a DM." */
const ALONE_AFTER_MINUTES = 15;
/** "Quiet hours delay DMs but never past 3/4 of the request's time." */
const LATEST = 3 / 4;

/** Since when those are asked whose turn it is: when the stage before was passed, or when it was asked. */
export function turnSince({ askedAt, stages, decisions }: Approval): string {
  let since = askedAt;
  for (const [index, { quorum }] of stages.entries()) {
    const passed = decisions.filter((one) => one.stage === index && one.choice === 'approve');
    const last = passed.at(quorum - 1);
    if (last === undefined) return since;
    since = last.at;
  }
  return since;
}

/**
 * When somebody whose turn it is gets a copy of the card of their own; undefined where they want
 * none. Never before their turn, and never later than three quarters of the request's time.
 */
export function toldAloneAt(approval: Approval, notify: Notify | undefined): string | undefined {
  if (notify?.by === 'channel') return undefined;
  const since = turnSince(approval);
  const latest = latestAt(approval);
  const usual = notify?.by === 'dm' ? since : minutesAfter(since, ALONE_AFTER_MINUTES);
  const first = instant(Math.min(milliseconds(usual), latest));
  const wanted = notify?.hours ? withinHours(first, notify) : first;
  const due = Math.min(milliseconds(wanted), latest);
  return instant(Math.max(due, milliseconds(since)));
}

function latestAt({ askedAt, expiresAt }: Approval): number {
  const [from, to] = [milliseconds(askedAt), milliseconds(expiresAt)];
  return Math.floor(from + (to - from) * LATEST);
}

/** The first moment at or after `at` that lies within the hours. */
export function withinHours(at: string, { hours, timeZone }: Notify): string {
  if (!hours || hours.from === hours.to) return at;
  const clock = clockIn(at, timeZone);
  const { from, to } = hours;
  const inside = from < to ? clock >= from && clock < to : clock >= from || clock < to;
  return inside ? at : nextClock(at, from, timeZone);
}

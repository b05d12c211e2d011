import * as z from 'zod';
import { minutesAfter } from './time.ts';

/** How runs of one component went on one day, as one workflow reported them. */
export const dayCountSchema = z.strictObject({
  /** YYYY-MM-DD, UTC. */
  day: z.string(),
  success: z.int(),
  failure: z.int(),
});
export type DayCount = z.infer<typeof dayCountSchema>;

export const OUTCOMES = ['success', 'failure'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const DAYS = 30;
const DAY_MINUTES = 24 * 60;
/** Machines' clocks differ a little. */
const AHEAD_MINUTES = 5;
const ENOUGH_RUNS = 20;

/** How a component's runs went, as far as that can be said. */
export type Success =
  | { readonly kind: 'not-enough'; readonly runs: number }
  | { readonly kind: 'rate'; readonly runs: number; readonly percent: number };

export function dayOf(at: string): string {
  return at.slice(0, 'YYYY-MM-DD'.length);
}

/** The first of the 30 days that end with today. */
export function firstDay(now: string): string {
  return dayOf(minutesAfter(now, -(DAYS - 1) * DAY_MINUTES));
}

/** Whether a report of `at` still counts, or counts already. */
export function isWithin(at: string, now: string): boolean {
  return dayOf(at) >= firstDay(now) && at <= minutesAfter(now, AHEAD_MINUTES);
}

/**
 * "Blocks and skills show 30-day success from outcomes (\"not enough runs\" under 20)". Whole percent;
 * 100 means that nothing failed and 0 that nothing succeeded.
 */
export function successRate(counts: readonly DayCount[], now: string): Success {
  const from = firstDay(now);
  const counted = counts.filter((one) => one.day >= from);
  const success = counted.reduce((sum, one) => sum + one.success, 0);
  const failure = counted.reduce((sum, one) => sum + one.failure, 0);
  const runs = success + failure;
  if (runs < ENOUGH_RUNS) return { kind: 'not-enough', runs };
  const rounded = Math.round((100 * success) / runs);
  const percent = Math.min(failure > 0 ? 99 : 100, Math.max(success > 0 ? 1 : 0, rounded));
  return { kind: 'rate', runs, percent };
}

/** In one sentence, for every door. */
export function successWords(success: Success): string {
  const { runs } = success;
  const of = runs === 1 ? '1 run' : `${runs} runs`;
  if (success.kind === 'rate') return `${success.percent}% of ${of} succeeded in the last 30 days.`;
  return `Not enough runs in the last 30 days to tell: ${runs} of at least ${ENOUGH_RUNS}.`;
}

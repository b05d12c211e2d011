import { minutesAfter } from './time.ts';

/** What can be said of a workflow besides its status, and truly. */
export const FLAGS = ['stale', 'orphaned', 'past-sunset', 'drifting', 'broken'] as const;
export type Flag = (typeof FLAGS)[number];

/** Flags of the plan that nothing tells yet. */
export const UNKNOWN_FLAGS: Readonly<Record<string, string>> = {
  unreviewed: 'Whether a workflow is overdue for its review is not known yet: none was held.',
};

/** "Stale = 60 days without lease, approval or event." */
export const STALE_DAYS = 60;
const DAY_MINUTES = 24 * 60;

/** Whether the last sign of life, whatever it was, is older than that. */
export function isStale(lastSign: string, now: string): boolean {
  return lastSign < minutesAfter(now, -STALE_DAYS * DAY_MINUTES);
}

import * as z from 'zod';
import { type Approval, type Decision, turnOf } from './approval.ts';
import type { Calendar } from './request.ts';
import {
  dateIn,
  dayStart,
  isWorkingDay,
  milliseconds,
  minutesAfter,
  workingDaysAfter,
} from './time.ts';

/** One decision of somebody, kept for themselves alone. */
export const decisionNoteSchema = z.strictObject({
  at: z.string(),
  choice: z.enum(['approve', 'deny']),
  /** From the moment the request was put before them. */
  seconds: z.number(),
});
export type DecisionNote = z.infer<typeof decisionNoteSchema>;

/**
 * How long somebody had at most. Nobody can know when a card was read; it was put before them when
 * their turn came, so this is never less than what they took, and nobody is told wrongly.
 * `before`: the approval without the decision.
 */
export function decisionNote(
  before: Approval,
  { at, choice }: Pick<Decision, 'at' | 'choice'>,
): DecisionNote {
  const { index } = turnOf(before);
  const earlier = before.decisions.filter((one) => one.stage < index).map((one) => one.at);
  const shown = [before.askedAt, ...earlier].sort().at(-1) ?? before.askedAt;
  return { at, choice, seconds: Math.max(0, (milliseconds(at) - milliseconds(shown)) / 1000) };
}

export const FATIGUE_DAYS = 30;
const LEAST_DECISIONS = 20;
const APPROVED_SHARE = 0.95;
const MEDIAN_SECONDS = 10;

/** What somebody is told who decides much, fast, and nearly always the same way. */
export interface Fatigue {
  readonly decisions: number;
  /** Whole percent. */
  readonly approved: number;
  readonly medianSeconds: number;
}

/**
 * "Somebody with 20+ decisions in 30 days, 95 % approved, median under 10 seconds". Undefined for
 * everybody else.
 */
export function fatigue(notes: readonly DecisionNote[], now: string): Fatigue | undefined {
  const from = minutesAfter(now, -FATIGUE_DAYS * 24 * 60);
  const counted = notes.filter((one) => one.at > from);
  if (counted.length < LEAST_DECISIONS) return undefined;
  const approved = counted.filter((one) => one.choice === 'approve').length / counted.length;
  const seconds = counted.map((one) => one.seconds).sort((a, b) => a - b);
  const half = seconds.length / 2;
  const low = seconds[Math.ceil(half) - 1] ?? 0;
  const high = seconds[Math.floor(half)] ?? 0;
  const medianSeconds = (low + high) / 2;
  if (approved < APPROVED_SHARE || medianSeconds >= MEDIAN_SECONDS) return undefined;
  return { decisions: counted.length, approved: Math.round(approved * 100), medianSeconds };
}

/** "One private note a month": when the decisions up to then are looked at, and of which month. */
export function fatigueLook(
  at: string,
  { timeZone, holidays }: Calendar,
): { readonly month: string; readonly dueAt: string } {
  const [year = 0, month = 1] = dateIn(at, timeZone).split('-').map(Number);
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  const first = `${next[0]}-${String(next[1]).padStart(2, '0')}-01`;
  const morning = minutesAfter(dayStart(first, timeZone), 10 * 60);
  const dueAt = isWorkingDay(morning, timeZone, holidays)
    ? morning
    : workingDaysAfter(morning, 1, timeZone, holidays);
  return { month: first.slice(0, 'YYYY-MM'.length), dueAt };
}

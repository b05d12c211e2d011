import * as z from 'zod';
import { type Approval, ENDINGS } from './approval.ts';
import { aftermath } from './execution.ts';
import { LEAST_SAMPLE, type Median, median } from './stats.ts';
import { milliseconds } from './time.ts';

/** What figures need of one ended approval. Nobody is named in it. */
export const approvalFigureSchema = z.strictObject({
  id: z.string(),
  team: z.string(),
  ending: z.enum(ENDINGS),
  endedAt: z.string(),
  /** From asking to the end. */
  minutes: z.number(),
  breakGlass: z.literal(true).optional(),
  /** Approved, but never used. */
  lapsed: z.literal(true).optional(),
  /** Used, and the agent has not said what became of it. */
  unknown: z.literal(true).optional(),
});
export type ApprovalFigure = z.infer<typeof approvalFigureSchema>;

/** Undefined while the approval waits. */
export function figureOf(approval: Approval): ApprovalFigure | undefined {
  const { id, team, askedAt, end } = approval;
  if (!end) return undefined;
  const known = aftermath(approval);
  return {
    ...{ id, team, ending: end.ending, endedAt: end.at },
    minutes: (milliseconds(end.at) - milliseconds(askedAt)) / 60_000,
    ...(end.breakGlass ? { breakGlass: true } : {}),
    ...(known === 'lapsed' ? { lapsed: true } : {}),
    ...(known === 'unknown' ? { unknown: true } : {}),
  };
}

/** A median with the time within which nine of ten were decided, in minutes. */
export interface TimeToDecide extends Median {
  readonly p90?: number;
}

export interface ApprovalFigures {
  /** Ended in whatever way. */
  readonly ended: number;
  readonly approved: number;
  readonly denied: number;
  /** "Abandoned": nobody decided in time. */
  readonly expired: number;
  readonly cancelled: number;
  readonly breakGlass: number;
  readonly lapsed: number;
  readonly unknown: number;
  readonly toDecide: TimeToDecide;
}

export interface ApprovalStats {
  readonly total: ApprovalFigures;
  readonly teams: readonly (ApprovalFigures & { readonly team: string })[];
}

/** All figures, together and by team; break-glass counts neither as a decision nor as its time. */
export function approvalStats(figures: readonly ApprovalFigure[]): ApprovalStats {
  const teams = [...new Set(figures.map((one) => one.team))].sort();
  return {
    total: counted(figures),
    teams: teams.map((team) => ({
      team,
      ...counted(figures.filter((one) => one.team === team)),
    })),
  };
}

function counted(figures: readonly ApprovalFigure[]): ApprovalFigures {
  const decided = figures.filter((one) => !one.breakGlass);
  const ending = (name: ApprovalFigure['ending']) =>
    decided.filter((one) => one.ending === name).length;
  const times = decided.filter((one) => one.ending === 'approved' || one.ending === 'denied');
  return {
    ended: figures.length,
    approved: ending('approved'),
    denied: ending('denied'),
    expired: ending('expired'),
    cancelled: ending('cancelled'),
    breakGlass: figures.length - decided.length,
    lapsed: figures.filter((one) => one.lapsed).length,
    unknown: figures.filter((one) => one.unknown).length,
    toDecide: timeToDecide(times.map((one) => one.minutes)),
  };
}

/** Nine of ten of fewer than these would be the slowest one. */
const LEAST_FOR_P90 = 2 * LEAST_SAMPLE;

function timeToDecide(minutes: readonly number[]): TimeToDecide {
  const middle = median(minutes);
  if (minutes.length < LEAST_FOR_P90) return middle;
  const sorted = [...minutes].sort((a, b) => a - b);
  const p90 = sorted[Math.ceil(sorted.length * 0.9) - 1];
  return p90 === undefined ? middle : { ...middle, p90 };
}

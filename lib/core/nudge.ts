import { type Approval, stateOf, turnOf } from './approval.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refuse } from './result.ts';
import { milliseconds, minutesAfter, plainDate } from './time.ts';

type Times = Pick<Policy, 'remindAfterMinutes' | 'escalateAfterMinutes'>;

/** Those who hurry others wait this long between two reminders of one approval. */
const BETWEEN_MINUTES = 60;

/**
 * The approval with the times at which its deciders, and then those above them, are told again,
 * counted from `now`. A time that would come after the end is put halfway, or three quarters of the
 * way, through what is left: whoever comes second is not forgotten because the first took long.
 */
export function withTimes(approval: Approval, rule: Times, now: string): Approval {
  const left = (milliseconds(approval.expiresAt) - milliseconds(now)) / 60_000;
  const at = (minutes: number, part: number) =>
    minutesAfter(now, minutes < left ? minutes : Math.max(0, left * part));
  return {
    ...approval,
    remindAt: at(rule.remindAfterMinutes, 1 / 2),
    escalateAt: at(rule.escalateAfterMinutes, 3 / 4),
  };
}

/** After a decision: where the turn went to other people, their times start anew. */
export function withTimesOfTurn(
  before: Approval,
  after: Approval,
  rule: Times,
  now: string,
): Approval {
  const moved = turnOf(before).index !== turnOf(after).index;
  return moved && stateOf(after) === 'waiting' ? withTimes(after, rule, now) : after;
}

/** When the sweep looks at a waiting approval next: "nothing is sent while it is on hold". */
export function nextLook({ expiresAt, remindAt, escalateAt, heldSince }: Approval): string {
  const tellings = heldSince === undefined ? [remindAt, escalateAt] : [];
  const all = [expiresAt, ...tellings].filter((one) => one !== undefined);
  return all.sort().at(0) ?? expiresAt;
}

export interface Nudge {
  readonly step: 'remind' | 'escalate';
  readonly approval: Approval;
}

/**
 * What people are told of an approval now, each once, and the approval that says so; undefined when
 * nothing is due, it is on hold or it is over: "a late sweep never reminds after the end".
 */
export function nudge(approval: Approval, now: string): Nudge | undefined {
  const { remindAt, escalateAt, ...rest } = approval;
  const silent = stateOf(approval) !== 'waiting' || approval.heldSince !== undefined;
  if (silent || now >= approval.expiresAt) return undefined;
  if (remindAt !== undefined && remindAt <= now) {
    const reminded = { ...rest, remindedAt: now };
    return { step: 'remind', approval: escalateAt ? { ...reminded, escalateAt } : reminded };
  }
  if (escalateAt === undefined || escalateAt > now) return undefined;
  return { step: 'escalate', approval: remindAt ? { ...rest, remindAt } : rest };
}

/** Somebody reminds the deciders by hand: at most once an hour, and never after the end. */
export function remindNow(
  approval: Approval,
  now: string,
): Nudge | Refusal<'already-ended' | 'on-hold' | 'reminded-already'> {
  if (stateOf(approval) !== 'waiting' || now >= approval.expiresAt) {
    return refuse('already-ended', 'This request is over, so there is nobody to remind.');
  }
  if (approval.heldSince !== undefined) {
    return refuse('on-hold', 'This request is on hold, so nobody can decide at the moment.');
  }
  const { remindedAt, remindAt: _, ...rest } = approval;
  const next = remindedAt && minutesAfter(remindedAt, BETWEEN_MINUTES);
  if (next && next > now) {
    return refuse(
      'reminded-already',
      `They were reminded within the last hour. Try again after ${plainDate(next)}.`,
    );
  }
  return { step: 'remind', approval: { ...rest, remindedAt: now } };
}

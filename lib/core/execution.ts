import { type Approval, type ExecutionOutcome, stateOf } from './approval.ts';
import { type Refusal, refuse } from './result.ts';
import { minutesAfter } from './time.ts';

/** How long after its receipt an agent may take to say what became of the execution. */
export const OUTCOME_MINUTES = 15;

/** What the agent says of its execution. */
export interface Said {
  readonly executionId: string;
  readonly outcome: ExecutionOutcome;
  readonly at: string;
}

export type SaidOutcome =
  | { readonly kind: 'said'; readonly approval: Approval }
  | { readonly kind: 'again' }
  | Refusal<'not-used' | 'other-execution' | 'other-outcome'>;

/**
 * "The promise is one receipt, not one execution in somebody else's system": what became of it is the
 * agent's word. It is taken once, however late; the same word again is the same answer.
 */
export function sayOutcome(approval: Approval, said: Said): SaidOutcome {
  const { use } = approval;
  if (!use) {
    return refuse(
      'not-used',
      'No receipt was given for this approval, so nothing ran. Consume it first, then say what became of it.',
    );
  }
  if (use.executionId !== said.executionId) {
    return refuse(
      'other-execution',
      'Another execution has the receipt of this approval. Say what became of that one.',
    );
  }
  if (use.outcome === undefined) {
    const outcome = { said: said.outcome, at: said.at };
    return { kind: 'said', approval: { ...approval, use: { ...use, outcome } } };
  }
  if (use.outcome.said === said.outcome) return { kind: 'again' };
  return refuse(
    'other-outcome',
    `You said "${use.outcome.said}" of this execution before. What was said once stays.`,
  );
}

/** What is known of an approved approval beyond its ending; undefined while nothing is. */
export type Aftermath = ExecutionOutcome | 'used' | 'unknown' | 'lapsed' | undefined;

/** As of `now`, whether or not a sweep came by; without it, as far as it is written down. */
export function aftermath(approval: Approval, now = ''): Aftermath {
  const { use } = approval;
  if (use?.outcome) return use.outcome.said;
  if (use) return use.unknownSince !== undefined || now >= outcomeDueAt(use) ? 'unknown' : 'used';
  if (stateOf(approval) !== 'approved') return undefined;
  return approval.lapsedAt !== undefined || now >= approval.expiresAt ? 'lapsed' : undefined;
}

function outcomeDueAt({ at }: { readonly at: string }): string {
  return minutesAfter(at, OUTCOME_MINUTES);
}

/** When an approved approval has to be looked at next; undefined when nothing is left to find out. */
export function nextAftermath(approval: Approval): string | undefined {
  const { use } = approval;
  if (use) return use.outcome || use.unknownSince !== undefined ? undefined : outcomeDueAt(use);
  if (stateOf(approval) !== 'approved' || approval.lapsedAt !== undefined) return undefined;
  return approval.expiresAt;
}

/**
 * The approval with what its silence came to, "approved, but never used" or "outcome unknown";
 * undefined when its time has not come or it is written down already.
 */
export function settle(approval: Approval, now: string): Approval | undefined {
  const look = nextAftermath(approval);
  if (look === undefined || now < look) return undefined;
  const { use } = approval;
  return use ? { ...approval, use: { ...use, unknownSince: now } } : { ...approval, lapsedAt: now };
}

const WORDS: Readonly<Record<Exclude<Aftermath, undefined>, string>> = {
  used: 'Used once',
  done: 'Done',
  failed: 'Failed',
  partly: 'Partly done',
  unknown: 'Outcome unknown: the agent has not said whether it ran.',
  lapsed: 'Lapsed: approved, but never used.',
};

/** The aftermath in words, the same at every door; undefined where there is nothing to say. */
export function aftermathWords(approval: Approval, now = ''): string | undefined {
  const known = aftermath(approval, now);
  return known && WORDS[known];
}

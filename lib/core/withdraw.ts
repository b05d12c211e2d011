import { type Approval, stateOf } from './approval.ts';
import { cancel } from './cancel.ts';
import { alreadyEnded, expiredRefusal } from './decision.ts';
import type { Refusal } from './result.ts';

export type Withdrawn =
  | { readonly kind: 'withdrawn'; readonly approval: Approval }
  | { readonly kind: 'again' }
  | Refusal<'already-ended' | 'expired'>;

/**
 * The agent does not need it any more. "Exactly one ending": what is approved has ended, and is left
 * unused instead; it lapses by itself. The same wish again is the same answer.
 */
export function withdraw(approval: Approval, now: string): Withdrawn {
  const { end } = approval;
  if (end?.ending === 'cancelled' && end.why === 'withdrawn') return { kind: 'again' };
  if (stateOf(approval) === 'waiting' && now >= approval.expiresAt) return expiredRefusal(approval);
  const cancelled = cancel(approval, 'withdrawn', now);
  return cancelled ? { kind: 'withdrawn', approval: cancelled } : alreadyEnded(approval);
}

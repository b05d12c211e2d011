import type { Organisation, PersonKey } from '../people.ts';
import { moved, type Promotion } from '../promotion.ts';
import { type Refusal, refuse } from '../result.ts';
import { mayNot } from '../roles.ts';

export interface Reviewing {
  readonly organisation: Organisation;
  /** Who published what is shared with it: people, or everybody who held a key of the CI that did. */
  readonly publishers: readonly PersonKey[];
  /** What the card showed that was pressed. */
  readonly round: number;
}

type MayNotReview = Refusal<'answered-already' | 'stale-card' | 'not-allowed' | 'own-promotion'>;

/**
 * "Reviewer ≠ author": a platform admin, and nobody who proposed the promotion, is to be credited for
 * it or published a version that is shared with it. Undefined when this person may review.
 */
export function mayNotReview(
  promotion: Promotion,
  by: PersonKey,
  { organisation, publishers, round }: Reviewing,
): MayNotReview | undefined {
  const over = moved(promotion, 'reject');
  if (over.kind === 'refused') return over;
  if (round !== promotion.round) {
    const say = 'This card shows what was sent before. Open the newest one, or App Home.';
    return refuse('stale-card', say);
  }
  const refusal = mayNot('review-promotion', by, { organisation });
  if (refusal) return refusal;
  if (promotion.proposers.includes(by)) {
    return own('You proposed this promotion yourself, so another platform admin reviews it.');
  }
  if (promotion.builders.some((one) => one.person === by)) {
    return own('You are named as one of its builders, so another platform admin reviews it.');
  }
  if (publishers.includes(by)) {
    return own(
      'You published a version that is shared with this, so another platform admin reviews it.',
    );
  }
  return undefined;
}

function own(say: string): Refusal<'own-promotion'> {
  return refuse('own-promotion', say);
}

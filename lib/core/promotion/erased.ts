import { ERASED, type Erased } from '../erasure.ts';
import type { PersonKey } from '../people.ts';
import type { Promotion } from '../promotion.ts';

/**
 * Without the name and the reasons of a reviewer, and without the name of who ended it. What the team
 * says of its component stays, as manifests do: it is the team's.
 */
export function erasedPromotion(
  promotion: Promotion,
  person: PersonKey,
): Erased<Promotion> | undefined {
  const { review, end, round } = promotion;
  const reviewed = review?.by === person && review.name !== ERASED;
  const ended = end?.by === person && end.name !== ERASED;
  if (!reviewed && !ended) return undefined;
  const state: Promotion = {
    ...promotion,
    ...(review && reviewed ? { review: { ...review, name: ERASED, reason: ERASED } } : {}),
    ...(end && ended ? { end: { ...end, name: ERASED, reason: end.reason && ERASED } } : {}),
  };
  const rounds = Array.from({ length: round }, (_, n) => n + 1);
  const salts = rounds.flatMap((n) => [`SALT#changes-asked#${n}`, `SALT#rejected#${n}`]);
  return { state, parts: [...(reviewed ? salts : []), ...(ended ? ['SALT#demoted'] : [])] };
}

import type { Component } from '../component.ts';
import type { PersonKey } from '../people.ts';
import type { Builder, Promotion } from '../promotion.ts';
import { type Refusal, refuse } from '../result.ts';

type Credit = NonNullable<Component['credit']>;

/** Room for the builders of several promotions; the earliest are kept. */
const MOST_NAMED = 20;

/** Who agreed to be named, in the order in which they were proposed. */
export function namedBuilders({ builders }: Pick<Promotion, 'builders'>): PersonKey[] {
  return builders.flatMap(({ person, says }) => (says === 'yes' ? [person] : []));
}

/**
 * The builders of a promotion: whoever names themselves has agreed by that, the others are asked.
 * What somebody answered in an earlier round stays.
 */
export function buildersOf(
  people: readonly PersonKey[],
  by: PersonKey,
  before: readonly Builder[] = [],
): Builder[] {
  return [...new Set(people)].map((person) => {
    const known = before.find((one) => one.person === person);
    if (person === by) return { person, says: 'yes' };
    return known ?? { person, says: 'asked' };
  });
}

/** The promotion with one person's answer to "May we name you?". It may be changed at any time. */
export function withAnswer(
  promotion: Promotion,
  person: PersonKey,
  says: 'yes' | 'no',
):
  | { kind: 'answered'; promotion: Promotion; changed: boolean }
  | Refusal<'not-asked' | 'answered-already'> {
  const before = promotion.builders.find((one) => one.person === person);
  if (!before) {
    return refuse('not-asked', 'You are not among the builders of this promotion any more.');
  }
  if (promotion.state === 'rejected' || promotion.state === 'withdrawn') {
    return refuse('answered-already', 'This promotion is over, so nobody is named for it.');
  }
  const builders = promotion.builders.map((one) => (one === before ? { ...one, says } : one));
  const changed = before.says !== says;
  return { kind: 'answered', promotion: { ...promotion, builders }, changed };
}

/**
 * "Credit kept for ever": who was named for an earlier promotion stays named, unless they said no by
 * now. Undefined while nobody published it.
 */
export function creditOf(promotion: Promotion, earlier: Credit | undefined): Credit | undefined {
  const { review, team, version, id, builders } = promotion;
  if (!review || promotion.state === 'open') return undefined;
  const refused = builders.flatMap(({ person, says }) => (says === 'no' ? [person] : []));
  const before = (earlier?.builtBy ?? []).filter((one) => !refused.includes(one));
  const builtBy = [...new Set([...before, ...namedBuilders(promotion)])].slice(0, MOST_NAMED);
  return { builtBy, team, reviewedBy: review.by, at: review.at, promotion: id, version };
}

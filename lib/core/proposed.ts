import * as z from 'zod';
import { manifestSchema } from './manifest.ts';
import { type PersonKey, personKeySchema, type Team } from './people.ts';
import {
  REVIEWS,
  type Review,
  type ReviewReason,
  reviewReasonSchema,
} from './registration/reviews.ts';
import { stewardsOf } from './registration.ts';
import { type Refusal, refuse } from './result.ts';
import { mayNot, type Standing } from './roles.ts';
import type { Workflow } from './workflow.ts';

export const PROPOSAL_STATES = [
  'open',
  'accepted',
  'refused',
  'withdrawn',
  'replaced',
  'stale',
] as const;
type ProposalState = (typeof PROPOSAL_STATES)[number];

const answerSchema = z.strictObject({
  review: z.enum(REVIEWS),
  by: personKeySchema,
  name: z.string(),
  at: z.string(),
});

/**
 * A revision that waits for its reviews, or waited. One without a manifest is from before access was
 * asked for by itself (`access.ts`): it can only be ended.
 */
export const proposedSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  team: z.string(),
  /** The revision in force when it was proposed. */
  against: z.int(),
  manifest: manifestSchema.optional(),
  /** Where it moves locks, by component: its manifest alone would leave them. */
  moves: z
    .strictObject({
      kind: z.enum(['take', 'back']),
      versions: z.record(z.string(), z.string()),
    })
    .optional(),
  home: z.enum(['slack', 'repo']),
  /** A person, or `ci/<identity>`. */
  by: z.string(),
  /** Who held a key of that CI identity when it proposed. */
  holders: z.array(personKeySchema).optional(),
  at: z.string(),
  reasons: z.array(reviewReasonSchema).min(1),
  /** The scopes that the platform gives by accepting. */
  scopes: z.array(z.string()),
  state: z.enum(PROPOSAL_STATES),
  answers: z.array(answerSchema),
  /** Who ended it; nobody when the world moved on. */
  end: z
    .strictObject({
      by: z.string().optional(),
      name: z.string().optional(),
      at: z.string(),
      /** Why it could not be accepted any more, in our own words. */
      say: z.string().optional(),
    })
    .optional(),
});
export type Proposed = z.infer<typeof proposedSchema>;

/** Who answers, and as whom they are known on the card. */
export interface Reviewer {
  readonly by: PersonKey;
  readonly name: string;
  readonly at: string;
}

/** What a review is decided on: the standing towards the workflow, and the team that stewards it. */
export interface Reviewing extends Standing {
  readonly team: Team;
  readonly workflow: Workflow;
}

/** The reviews that a list of reasons asks for, the team's first. */
export function reviewsOf(reasons: readonly ReviewReason[]): Review[] {
  return REVIEWS.filter((review) => reasons.some((reason) => reason.review === review));
}

/** The reviews that nobody has given yet. */
export function openReviews({ reasons, answers, state }: Proposed): Review[] {
  if (state !== 'open') return [];
  return reviewsOf(reasons).filter((review) => !answers.some((one) => one.review === review));
}

/**
 * Who reviews for the team: "lead, owner, backup; never the proposer himself; nobody left → platform".
 */
export function teamReviewers(
  proposed: Pick<Proposed, 'by' | 'holders'>,
  { team, workflow }: Pick<Reviewing, 'team' | 'workflow'>,
) {
  return stewardsOf(team, workflow).filter((person) => !isBehind(proposed, person));
}

/** Who proposed it, or could have through a key of CI: one person is not both halves of a review. */
function isBehind({ by, holders = [] }: Pick<Proposed, 'by' | 'holders'>, person: PersonKey) {
  return by === person || holders.includes(person);
}

/** The open reviews that this person may give, or why none. */
export function mayReview(
  proposed: Proposed,
  by: PersonKey,
  reviewing: Reviewing,
):
  | { kind: 'may'; reviews: Review[] }
  | Refusal<'answered-already' | 'own-proposal' | 'not-allowed'> {
  if (proposed.state !== 'open') return endedAlready(proposed);
  if (proposed.by === by) {
    const say = 'You proposed this yourself, so somebody else has to look at it.';
    return refuse('own-proposal', say);
  }
  const open = openReviews(withoutLapsed(proposed, reviewing));
  const checked = open.map((review) => ({
    review,
    no: mayNotGive(review, by, proposed, reviewing),
  }));
  const reviews = checked.filter(({ no }) => !no).map(({ review }) => review);
  const no = checked.find((one) => one.no)?.no;
  return reviews.length === 0 && no ? no : { kind: 'may', reviews };
}

/**
 * "Reviewed by the right people": an answer counts for as long as whoever gave it could give it. Who is
 * no steward any more when the other half comes has not looked at it for the team.
 */
function withoutLapsed(proposed: Proposed, reviewing: Reviewing): Proposed {
  const answers = proposed.answers.filter(
    ({ review, by }) => !mayNotGive(review, by, proposed, reviewing),
  );
  return { ...proposed, answers };
}

function mayNotGive(review: Review, by: PersonKey, proposed: Proposed, reviewing: Reviewing) {
  if (review === 'team' && isBehind(proposed, by)) {
    const say = 'You held a key of the CI that proposed this, so somebody else has to look at it.';
    return refuse('own-proposal', say);
  }
  const byTeam = review === 'team' && teamReviewers(proposed, reviewing).length > 0;
  return mayNot(byTeam ? 'review-revision' : 'grant-access', by, reviewing);
}

function endedAlready({ state, end }: Proposed): Refusal<'answered-already'> {
  const who = end?.name ? ` by ${end.name}` : '';
  return refuse('answered-already', `This is answered already${who}: ${PROPOSAL_WORDS[state]}.`);
}

/** The proposal with every answer that this person may give. `whole`: no review is left open. */
export function accept(
  proposed: Proposed,
  { by, name, at }: Reviewer,
  reviewing: Reviewing,
): { kind: 'given'; proposed: Proposed; whole: boolean } | Refusal {
  const may = mayReview(proposed, by, reviewing);
  if (may.kind === 'refused') return may;
  const before = withoutLapsed(proposed, reviewing).answers;
  const answers = [...before, ...may.reviews.map((review) => ({ review, by, name, at }))];
  const given = { ...proposed, answers };
  if (openReviews(given).length > 0) return { kind: 'given', proposed: given, whole: false };
  const accepted: Proposed = { ...given, state: 'accepted', end: { by, name, at } };
  return { kind: 'given', proposed: accepted, whole: true };
}

/** Refused by one of the reviewers, who says why. One "no" is enough. */
export function decline(
  proposed: Proposed,
  { by, name, at, reason }: Reviewer & { readonly reason: string },
  reviewing: Reviewing,
): { kind: 'ended'; proposed: Proposed } | Refusal {
  const may = mayReview(proposed, by, reviewing);
  if (may.kind === 'refused') return may;
  if (reason.trim() === '') {
    return refuse('reason-required', 'Say why, so that whoever proposed it knows what to do next.');
  }
  return { kind: 'ended', proposed: { ...proposed, state: 'refused', end: { by, name, at } } };
}

/** Taken back by whoever proposed it. */
export function withdraw(
  proposed: Proposed,
  { by, name, at }: Reviewer,
): { kind: 'ended'; proposed: Proposed } | Refusal<'answered-already' | 'not-allowed'> {
  if (proposed.state !== 'open') return endedAlready(proposed);
  if (proposed.by !== by) {
    return refuse('not-allowed', 'Only whoever proposed this can withdraw it.');
  }
  return { kind: 'ended', proposed: { ...proposed, state: 'withdrawn', end: { by, name, at } } };
}

/** Ended by what happened meanwhile; `say` is our own sentence. */
export function overtaken(
  proposed: Proposed,
  state: 'replaced' | 'stale',
  { at, say }: { at: string; say: string },
): Proposed {
  return { ...proposed, state, end: { at, say } };
}

const PROPOSAL_WORDS: Readonly<Record<ProposalState, string>> = {
  open: 'waiting for its review',
  accepted: 'accepted',
  refused: 'refused',
  withdrawn: 'withdrawn',
  replaced: 'replaced by a newer revision',
  stale: 'out of date, because the workflow changed meanwhile',
};

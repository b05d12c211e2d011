import * as z from 'zod';
import { type Approval, type ApprovalAsked, haveDecided, stateOf } from './approval.ts';
import { alreadyEnded, EXCLUDED, expiredRefusal, onHold } from './decision.ts';
import type { Erased } from './erasure.ts';
import { leadsOf } from './gate.ts';
import { type Organisation, type PersonKey, personKeySchema, type Team } from './people.ts';
import { type Calendar, nextReminder } from './request.ts';
import { type Refusal, refuse } from './result.ts';
import { type Proof, staleLogin } from './step-up.ts';
import { workingDaysAfter } from './time.ts';

/** Fewer characters say nothing to whoever reviews it. */
export const LEAST_REASON = 20;
export const MOST_REASON = 1000;
const REVIEW_DAYS = 2;

export const VERDICTS = ['justified', 'not-justified'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * One approval that a platform admin ended in an emergency. What was said is beside it: the reason
 * and the review are parts of its subject.
 */
export const breakGlassSchema = z.object({
  /** The approval's. */
  id: z.string(),
  workflow: z.string(),
  team: z.string(),
  action: z.string(),
  by: personKeySchema,
  at: z.string(),
  /** When the admin logged in afresh for it. */
  loggedInAt: z.string(),
  /** Who had a part in it, so that they review nothing of it. */
  involved: z.array(personKeySchema),
  dueAt: z.string(),
  /** When whoever owes the review is told again. */
  remindAt: z.string(),
  review: z
    .strictObject({ verdict: z.enum(VERDICTS), by: personKeySchema, at: z.string() })
    .optional(),
  /** Where its card stands: channels C…, people U…. */
  places: z.array(z.string()),
  /** Which words are gone with the person who wrote them. */
  erased: z.array(z.enum(['REASON', 'FINDING'])).optional(),
});
export type BreakGlass = z.infer<typeof breakGlassSchema>;

/** What somebody wants to break the glass with. */
export interface BreakSaid {
  readonly digest: string;
  readonly reason: string;
  readonly at: string;
}

export type BreakRefusal =
  | 'already-ended'
  | 'expired'
  | 'stale-card'
  | 'on-hold'
  | 'excluded'
  | 'decided-already'
  | 'reason-required'
  | 'nobody-can-review';

/** Who stands where towards the approval when somebody wants to break the glass. */
export interface BreakGround {
  /** When it was asked, and today, with its owner: "never for one's own request". */
  readonly excluded: ApprovalAsked['excluded'];
  /** Who could review it afterwards. */
  readonly reviewers: readonly PersonKey[];
}

/** Why this admin may not end it now; a fresh login is asked for after that. */
export function refuseBreakGlass(
  approval: Approval,
  { excluded, reviewers }: BreakGround,
  person: PersonKey,
  said: BreakSaid,
): Refusal<BreakRefusal> | undefined {
  if (stateOf(approval) !== 'waiting') return alreadyEnded(approval);
  if (said.at >= approval.expiresAt) return expiredRefusal(approval);
  if (said.digest !== approval.digest) {
    return refuse('stale-card', 'This is about an older request. Open the newest one.');
  }
  if (approval.heldSince !== undefined) return onHold(approval.workflow);
  const out = excluded.find((one) => one.person === person);
  if (out) return refuse('excluded', EXCLUDED[out.why], { because: out.why });
  if (haveDecided(approval).includes(person)) {
    return refuse(
      'decided-already',
      'You have decided on this request already, so another platform admin has to break the glass.',
    );
  }
  if (said.reason.trim().length < LEAST_REASON) {
    return refuse(
      'reason-required',
      `Say in at least ${LEAST_REASON} characters what is urgent and why nobody who was asked can decide. It is reviewed afterwards.`,
    );
  }
  if (reviewers.length > 0) return undefined;
  return refuse(
    'nobody-can-review',
    'Nobody outside the platform team is left to review this afterwards. Name an auditor first, or another lead of the team.',
  );
}

/** "Ask for a fresh login … at most five minutes old." */
export function refuseProof(
  proof: Proof | undefined,
  now: string,
): Refusal<'step-up-needed' | 'stale-login'> | undefined {
  if (proof) return staleLogin(proof.at, now);
  return refuse('step-up-needed', 'Breaking the glass needs a fresh login. Log in, then confirm.');
}

/** The approval, ended as approved by this one admin. */
export function breakGlass(
  approval: Approval,
  { key, name }: { readonly key: PersonKey; readonly name: string },
  at: string,
): Approval {
  return { ...approval, end: { ending: 'approved', at, by: key, name, breakGlass: true } };
}

/** "Review due in 2 working days", reminded from the first one on. */
export function reviewDates(
  at: string,
  { timeZone, holidays }: Calendar,
): Pick<BreakGlass, 'dueAt' | 'remindAt'> {
  const after = (days: number) => workingDaysAfter(at, days, timeZone, holidays);
  return { dueAt: after(REVIEW_DAYS), remindAt: after(1) };
}

export interface ReviewGround {
  readonly organisation: Pick<Organisation, 'admins' | 'auditors'>;
  /** The owning team as it is now. */
  readonly team: Team | undefined;
  readonly platform: Team | undefined;
}

/**
 * "Review … by somebody not involved and outside the platform team": the lead of the owning team or
 * the lead's backup; where both are involved or of the platform, the auditors.
 */
export function reviewersOf(
  { by, involved }: Pick<BreakGlass, 'by' | 'involved'>,
  { organisation, team, platform }: ReviewGround,
): readonly PersonKey[] {
  const platformPeople = platform ? [...platform.members, ...leadsOf(platform)] : [];
  const out = new Set([by, ...involved, ...organisation.admins, ...platformPeople]);
  const leads = (team ? leadsOf(team) : []).filter((one) => !out.has(one));
  return leads.length > 0 ? leads : organisation.auditors.filter((one) => !out.has(one));
}

export interface ReviewSaid {
  readonly verdict: Verdict;
  readonly text: string;
  readonly at: string;
}

/** Why this person may not review it; undefined when they may. `mine`: of `reviewersOf`. */
export function refuseReview(
  broken: BreakGlass,
  mine: readonly PersonKey[],
  person: PersonKey,
): Refusal<'reviewed-already' | 'not-a-reviewer'> | undefined {
  if (broken.review) return refuse('reviewed-already', 'This was reviewed already.');
  if (mine.includes(person)) return undefined;
  return refuse(
    'not-a-reviewer',
    'Only somebody who had no part in it and is not in the platform team reviews it: the lead of the owning team, or else an auditor.',
  );
}

/** The reviewed one, or why this person may not, or not any more. `mine`: of `reviewersOf`. */
export function review(
  broken: BreakGlass,
  mine: readonly PersonKey[],
  person: PersonKey,
  said: ReviewSaid,
):
  | { readonly kind: 'reviewed'; readonly broken: BreakGlass }
  | Refusal<'reviewed-already' | 'not-a-reviewer' | 'reason-required'> {
  const refusal = refuseReview(broken, mine, person);
  if (refusal) return refusal;
  if (said.text.trim() === '') {
    return refuse('reason-required', 'Say in your own words what you found.');
  }
  const { verdict, at } = said;
  return { kind: 'reviewed', broken: { ...broken, review: { verdict, by: person, at } } };
}

/** "Reminded daily": on working days until it is reviewed. Undefined when nothing is to be said now. */
export function remindReview(
  broken: BreakGlass,
  now: string,
  calendar: Calendar,
): BreakGlass | undefined {
  if (broken.review) return undefined;
  const remindAt = nextReminder(broken.remindAt, now, calendar);
  return remindAt === undefined ? undefined : { ...broken, remindAt };
}

/** Without the words of a person; undefined where none of theirs is left. */
export function erasedBreakGlass(
  broken: BreakGlass,
  person: PersonKey,
): Erased<BreakGlass> | undefined {
  const { erased = [] } = broken;
  const theirs = [
    ...(broken.by === person ? ['REASON' as const] : []),
    ...(broken.review?.by === person ? ['FINDING' as const] : []),
  ].filter((one) => !erased.includes(one));
  if (theirs.length === 0) return undefined;
  return { state: { ...broken, erased: [...erased, ...theirs] }, parts: theirs };
}

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  justified: 'justified',
  'not-justified': 'not justified',
};

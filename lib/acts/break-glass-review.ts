import { saltedDigest } from '../core/audit.ts';
import {
  type BreakGlass,
  breakGlassSchema,
  refuseReview,
  remindReview,
  review,
  reviewersOf,
  type Verdict,
} from '../core/break-glass.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { BREAK_GLASS } from '../store/indexes.ts';
import type { Telling } from '../store/outbox.ts';
import { readAll } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import {
  breakGlassCards,
  breakGlassChange,
  findingKey,
  loadBreakGlass,
  noBreakGlass,
  reviewGround,
} from './break-glass-store.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

type Reviewed =
  | { readonly kind: 'reviewed'; readonly broken: BreakGlass }
  | Refusal<
      'not-allowed' | 'no-break-glass' | 'not-a-reviewer' | 'reviewed-already' | 'reason-required'
    >;

/** "Review = justified / not justified and text", once, by somebody who had no part in it. */
export function reviewBreakGlass(
  deps: Deps,
  person: PersonKey,
  id: string,
  { verdict, text }: { readonly verdict: Verdict; readonly text: string },
): Promise<Reviewed> {
  return attempt(deps, async (): Promise<Step<Reviewed>> => {
    const outside = await mayNotHere(deps, 'find', person);
    if (outside) return done<Reviewed>(outside);
    const head = await loadBreakGlass(deps, id);
    if (!head) return done<Reviewed>(noBreakGlass(id));
    const ground = await reviewGround(deps, head.state.team);
    const mine = reviewersOf(head.state, ground);
    const finding = text.trim();
    const outcome = review(head.state, mine, person, { verdict, text: finding, at: deps.now() });
    if (outcome.kind === 'refused') return done<Reviewed>(outcome);
    const { broken } = outcome;
    const salt = deps.newId('salt');
    const data = { verdict, findingDigest: saltedDigest(finding, salt, deps.sha) };
    const event = { kind: 'break-glass.reviewed', by: person, data };
    const kept = { ...findingKey(id), kind: 'finding', data: { text: finding, salt } };
    return {
      kind: 'write',
      value: outcome,
      write: {
        changes: [breakGlassChange(deps, broken, head, event)],
        puts: [kept],
        tell: breakGlassCards(broken),
      },
    };
  });
}

/** Why this person may not review it; undefined when they may, now. */
export async function mayNotReview(
  deps: Deps,
  broken: BreakGlass,
  person: PersonKey,
): Promise<Refusal<'not-a-reviewer' | 'reviewed-already'> | undefined> {
  const mine = reviewersOf(broken, await reviewGround(deps, broken.team));
  return refuseReview(broken, mine, person);
}

const REMINDER = 'break-glass-reminder/';

/** The approval that a reminder is about. */
export function approvalOfReminder(subject: string): string {
  if (!subject.startsWith(REMINDER)) throw new Error('a reminder is about broken glass');
  return subject.slice(REMINDER.length).replace(/\/[^/]*$/, '');
}

/**
 * "Reminded daily": tells whoever owes the review, on working days; once it is overdue the platform's
 * channel too, and at once where nobody is left who could. Two sweeps at once tell it once.
 */
export function remindOfBreakGlass(deps: Deps, id: string): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const [head, organisation] = await Promise.all([
      loadBreakGlass(deps, id),
      loadOrganisation(deps),
    ]);
    const now = deps.now();
    const broken = head && remindReview(head.state, now, organisation);
    if (!head || !broken) return done(false);
    const reviewers = reviewersOf(broken, await reviewGround(deps, broken.team));
    const late = now >= broken.dueAt || reviewers.length === 0;
    const channels = late && organisation.platformChannel ? [organisation.platformChannel] : [];
    const subject = `${REMINDER}${id}/${now}`;
    const places = [...new Set([...reviewers.map(slackUserId), ...channels])];
    const data = { dueAt: broken.dueAt, next: broken.remindAt };
    const event = { kind: 'break-glass.reminded', by: 'sweep' as const, data };
    return {
      kind: 'write',
      value: true,
      write: {
        changes: [breakGlassChange(deps, broken, head, event)],
        tell: places.map(
          (place): Telling => ({
            ...{ what: 'break-glass-reminder', subject, place },
            lane: 'bulk',
          }),
        ),
      },
    };
  });
}

/** One of the list, with who owes its review now; nobody does once it is reviewed. */
export interface BreakGlassListed {
  readonly broken: BreakGlass;
  readonly reviewers: readonly PersonKey[];
}

export interface BreakGlassList {
  readonly kind: 'list';
  /** What is not reviewed yet, the oldest first, then the rest, the newest first. */
  readonly list: readonly BreakGlassListed[];
}

/** Auditors and admins see all of them, everybody else what they broke, own by their team or owe a review of. */
export async function listBreakGlass(
  deps: Deps,
  person: PersonKey,
): Promise<BreakGlassList | Refusal<'not-allowed'>> {
  const organisation = await loadOrganisation(deps);
  const refusal = mayNot('find', person, { organisation });
  if (refusal) return refusal;
  const all = mayNot('read-oversight', person, { organisation }) === undefined;
  const [open, reviewed] = await Promise.all([
    listed(deps, BREAK_GLASS.open),
    listed(deps, BREAK_GLASS.reviewed),
  ]);
  const rows = await Promise.all(
    [...open, ...reviewed.reverse()].map(async (broken) => {
      const ground = await reviewGround(deps, broken.team);
      const reviewers = broken.review ? [] : reviewersOf(broken, ground);
      const standing = { organisation, team: ground.team };
      const own = mayNot('read-log', person, standing) === undefined;
      return { broken, reviewers, seen: all || own || reviewers.includes(person) };
    }),
  );
  const list = rows
    .filter((one) => one.seen)
    .map(({ broken, reviewers }) => ({ broken, reviewers }));
  return { kind: 'list', list };
}

/** What this person owes a review of, the oldest first. */
export async function owedReviews(deps: Deps, person: PersonKey): Promise<BreakGlassListed[]> {
  const rows = await Promise.all(
    (await listed(deps, BREAK_GLASS.open)).map(async (broken) => ({
      broken,
      reviewers: reviewersOf(broken, await reviewGround(deps, broken.team)),
    })),
  );
  return rows.filter((one) => one.reviewers.includes(person));
}

async function listed(deps: Deps, partition: string): Promise<BreakGlass[]> {
  const heads = await readAll(deps.store, { index: 'list', partition, schema: breakGlassSchema });
  return heads.map((head) => head.state);
}

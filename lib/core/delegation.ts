import * as z from 'zod';
import {
  type Approval,
  type ApprovalAsked,
  haveDecided,
  openDeciders,
  type Stage,
  stateOf,
  turnOf,
} from './approval.ts';
import { type PersonKey, personKeySchema, slackUserId } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { dateIn, dayEnd, dayStart, daysBetween, plainDate } from './time.ts';

/** "At most 90 days", the first and the last one counted. */
export const MOST_DELEGATED_DAYS = 90;
const MOST_DAYS_AHEAD = 365;
/** How many turns of one approval can be handed to others. */
const MOST_HANDED = 10;

/** One person decides in another's place, from one day to another. A person has one at a time. */
export const delegationSchema = z.strictObject({
  person: personKeySchema,
  to: personKeySchema,
  /** Days as the person counts them, YYYY-MM-DD; both are part of it. */
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  timeZone: z.string(),
  /** The same as moments: from the first until just before the second. */
  from: z.string(),
  until: z.string(),
  at: z.string(),
  endedAt: z.string().optional(),
});
export type Delegation = z.infer<typeof delegationSchema>;

export interface Wanted {
  readonly person: PersonKey;
  readonly to: PersonKey;
  /** YYYY-MM-DD; today when absent. */
  readonly firstDay?: string | undefined;
  readonly lastDay: string;
  readonly timeZone: string;
}

type NotDelegated = 'bad-days' | 'bad-delegate';

/** The delegation, or why these days are none. `facts.field` says which day is wrong. */
export function delegate(
  { person, to, firstDay, lastDay, timeZone }: Wanted,
  now: string,
): { readonly kind: 'delegation'; readonly delegation: Delegation } | Refusal<NotDelegated> {
  if (to === person) return oneself();
  const today = dateIn(now, timeZone);
  const first = firstDay ?? today;
  const bad = badDays(first, lastDay, today);
  if (bad) return bad;
  const days = { firstDay: first, lastDay, timeZone };
  const moments = { from: dayStart(first, timeZone), until: dayEnd(lastDay, timeZone) };
  return { kind: 'delegation', delegation: { person, to, ...days, ...moments, at: now } };
}

function badDays(first: string, last: string, today: string): Refusal<'bad-days'> | undefined {
  const bad = (field: 'from' | 'to', say: string) => refuse('bad-days', say, { field });
  if (!isDay(first)) return bad('from', 'Write the first day like 2026-12-24.');
  if (!isDay(last)) return bad('to', 'Write the last day like 2026-12-24.');
  if (first < today) return bad('from', 'The first day is over. Choose today or a later day.');
  if (last < first) return bad('to', 'The last day comes before the first one.');
  if (daysBetween(today, first) > MOST_DAYS_AHEAD) {
    return bad('from', 'The first day is more than a year away. Choose an earlier one.');
  }
  if (daysBetween(first, last) >= MOST_DELEGATED_DAYS) {
    return bad(
      'to',
      `Choose at most ${MOST_DELEGATED_DAYS} days. You can name somebody again then.`,
    );
  }
  return undefined;
}

function oneself(): Refusal<'bad-delegate'> {
  return refuse('bad-delegate', 'You cannot name yourself. Choose somebody else.');
}

function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

/** From the start of its first day until the end of its last one, unless it was ended before. */
export function isDelegated({ from, until, endedAt }: Delegation, now: string): boolean {
  return endedAt === undefined && from <= now && now < until;
}

/** It counts, or will. */
export function isOpen({ until, endedAt }: Delegation, now: string): boolean {
  return endedAt === undefined && now < until;
}

/**
 * Whether a turn of this stage can be another's: a platform admin's or a lead's say is not handed on,
 * as that would go around the second admin, or make anybody the lead.
 */
export function isHandedOn({ via }: Pick<Stage, 'via'>): boolean {
  return via === 'team' || via === 'approvers' || via === 'backup';
}

/** Whether this person has a turn of this approval that could be another's. */
export function hasTurnToHand(
  approval: Approval,
  asked: ApprovalAsked,
  person: PersonKey,
): boolean {
  const open = stateOf(approval) === 'waiting' && approval.heldSince === undefined;
  const own = openDeciders(approval, asked).includes(person);
  return open && own && isHandedOn(turnOf(approval).stage);
}

/** Those whose turn it is and in whose place this person may decide, as they were named for it. */
export function seatsOf(
  approval: Approval,
  asked: ApprovalAsked,
  person: PersonKey,
  named: readonly PersonKey[],
): PersonKey[] {
  const open = openDeciders(approval, asked);
  if (open.includes(person) || !isHandedOn(turnOf(approval).stage)) return [];
  const handed = (approval.handed ?? []).filter((one) => one.to === person).map((one) => one.from);
  return [...new Set([...handed, ...named])].filter((one) => open.includes(one));
}

/**
 * Who was asked, with the stand-in at the other's place in every stage: it is one seat, and "nobody
 * decides twice". The claim excludes whom people read in it, whatever organisation is written before.
 */
export function seated(
  approval: Pick<Approval, 'onBehalfOf'>,
  asked: ApprovalAsked,
  { person, seat }: { readonly person: PersonKey; readonly seat: PersonKey },
): ApprovalAsked {
  const stages = asked.stages.map((people) => [
    ...new Set(people.map((one) => (one === seat ? person : one))),
  ]);
  const { onBehalfOf } = approval;
  const meant = onBehalfOf !== undefined && slackUserId(onBehalfOf) === slackUserId(person);
  const claimed = meant ? [{ person, why: 'claimed' as const }] : [];
  return { ...asked, stages, excluded: [...claimed, ...asked.excluded] };
}

export interface Handing {
  readonly from: PersonKey;
  readonly to: PersonKey;
  readonly at: string;
}

type NotHanded = 'not-handed-on' | 'bad-delegate' | 'handed-too-often';

/**
 * The approval with one turn handed to somebody else: "same rules as delegation", for this one
 * approval. Who hands it may still decide; the first of the two counts. Handing it again takes it
 * from whom it was handed to.
 */
export function hand(
  approval: Approval,
  asked: ApprovalAsked,
  { from, to, at }: Handing,
): { readonly kind: 'handed'; readonly approval: Approval } | Refusal<NotHanded> {
  if (!isHandedOn(turnOf(approval).stage)) {
    return refuse(
      'not-handed-on',
      'Platform admins and leads decide this step themselves. Their say is not handed to others.',
    );
  }
  const unfit = from === to ? oneself() : excludedFrom(approval, asked, to, from);
  if (unfit) return unfit;
  const others = (approval.handed ?? []).filter((one) => one.from !== from);
  if (others.length >= MOST_HANDED) {
    return refuse(
      'handed-too-often',
      'This request was handed on too often. Decide it, or ask one of those who may decide.',
    );
  }
  return { kind: 'handed', approval: { ...approval, handed: [...others, { from, to, at }] } };
}

function excludedFrom(
  approval: Approval,
  asked: ApprovalAsked,
  to: PersonKey,
  from: PersonKey,
): Refusal<'bad-delegate'> | undefined {
  const { excluded } = seated(approval, asked, { person: to, seat: from });
  if (excluded.some((one) => one.person === to)) {
    return refuse(
      'bad-delegate',
      'They may not decide on this request: they have a part in it, or its rule names them. Choose somebody else.',
    );
  }
  if (haveDecided(approval).includes(to)) {
    return refuse(
      'bad-delegate',
      'They have decided on this request already. Choose somebody else.',
    );
  }
  if (!openDeciders(approval, asked).includes(to)) return undefined;
  return refuse('bad-delegate', 'They may decide on this request already. Choose somebody else.');
}

/** For somebody who named nobody, or whose delegation is over. */
export function noDelegation(): Refusal<'no-delegation'> {
  return refuse('no-delegation', 'You named nobody who decides in your place.');
}

/** Why no second one is named while there is one. */
export function delegatedAlready({ to, until }: Delegation): Refusal<'delegated-already'> {
  return refuse(
    'delegated-already',
    `You named somebody until ${plainDate(until)} already. End that first.`,
    { to },
  );
}

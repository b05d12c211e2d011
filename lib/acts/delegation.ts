import {
  type Delegation,
  delegate,
  delegatedAlready,
  delegationSchema,
  isDelegated,
  isOpen,
  noDelegation,
} from '../core/delegation.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { zoneOf } from '../core/settings.ts';
import type { Change } from '../store/commit.ts';
import { delegationIndex, delegationsTo } from '../store/indexes.ts';
import { fromAttributes, type Head } from '../store/item.ts';
import { headKey, type Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readAll, readHead, readTogether } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { unfitToServe } from './settings-people.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

export type Delegated = { readonly kind: 'delegation'; readonly delegation: Delegation } | Refusal;

function subjectOf(person: PersonKey): Subject {
  return `delegation/${person}`;
}

/** The last one this person made, whether it counts, ended or is over. */
export function loadDelegation(
  deps: Deps,
  person: PersonKey,
): Promise<Head<Delegation> | undefined> {
  return readHead(deps.store, subjectOf(person), delegationSchema);
}

/** The one that counts, or will; undefined when there is none. */
export async function openDelegation(
  deps: Deps,
  person: PersonKey,
): Promise<Delegation | undefined> {
  const head = await loadDelegation(deps, person);
  return head && isOpen(head.state, deps.now()) ? head.state : undefined;
}

/** What somebody wants. Days are YYYY-MM-DD in their own time zone; `from` is today when absent. */
export interface DelegationWanted {
  readonly to: PersonKey;
  readonly from?: string | undefined;
  readonly until: string;
}

/** Names somebody who decides in this person's place for some days; both are told. */
export async function nameDelegate(
  deps: Deps,
  by: PersonKey,
  { to, from, until }: DelegationWanted,
): Promise<Delegated> {
  const refusal = (await mayNotHere(deps, 'delegate', by)) ?? (await unfitToServe(deps, to));
  if (refusal) return refusal;
  const timeZone = await zoneOfPerson(deps, by);
  return attempt(deps, async (): Promise<Step<Delegated>> => {
    const head = await loadDelegation(deps, by);
    const now = deps.now();
    if (head && isOpen(head.state, now)) return done(delegatedAlready(head.state));
    const wanted = { person: by, to, firstDay: from, lastDay: until, timeZone };
    const outcome = delegate(wanted, now);
    if (outcome.kind === 'refused') return done(outcome);
    const { delegation } = outcome;
    const change = delegationChange(delegation, head?.chain, { kind: 'delegation.made', at: now });
    const write = { changes: [change] as const, tell: tellBoth(delegation, now) };
    return { kind: 'write', value: outcome, write };
  });
}

/** "Can be ended early", by whoever made it; both are told. */
export async function endDelegation(deps: Deps, by: PersonKey): Promise<Delegated> {
  const refusal = await mayNotHere(deps, 'delegate', by);
  if (refusal) return refusal;
  return attempt(deps, async (): Promise<Step<Delegated>> => {
    const head = await loadDelegation(deps, by);
    const now = deps.now();
    if (!head || !isOpen(head.state, now)) {
      return done(noDelegation());
    }
    const delegation = { ...head.state, endedAt: now };
    const change = delegationChange(delegation, head.chain, { kind: 'delegation.ended', at: now });
    return {
      kind: 'write',
      value: { kind: 'delegation', delegation },
      write: { changes: [change], tell: tellBoth(delegation, now) },
    };
  });
}

/** Those that count now and name this person: read from the index, and then as they are. */
export async function delegationsFor(deps: Deps, person: PersonKey): Promise<Head<Delegation>[]> {
  const partition = delegationsTo(person);
  const listed = await readAll(deps.store, { index: 'list', partition, schema: delegationSchema });
  const now = deps.now();
  const heads = await delegationsOf(
    deps,
    listed.filter(({ state }) => isDelegated(state, now)).map(({ state }) => state.person),
  );
  return heads.filter(({ state }) => state.to === person);
}

const READ_AT_ONCE = 100;

/** Those that count now and were made by these people, at most a hundred of them. */
export async function delegationsOf(
  deps: Deps,
  people: readonly PersonKey[],
): Promise<Head<Delegation>[]> {
  const keys = [...new Set(people)].slice(0, READ_AT_ONCE).map((one) => headKey(subjectOf(one)));
  if (keys.length === 0) return [];
  const found = await readTogether(deps.store, keys);
  const now = deps.now();
  return [...found.values()]
    .map((item) => fromAttributes(item, delegationSchema))
    .filter(({ state }) => isDelegated(state, now));
}

/**
 * The line that a decision rests on a delegation: it is written with the decision, so that one that
 * was ended a moment before carries none.
 */
export function delegationUsed(
  { state, chain }: Head<Delegation>,
  approval: string,
  at: string,
): Change {
  const change = delegationChange(state, chain, { kind: 'delegation.used', at });
  const { event } = change;
  const actor = { kind: 'person' as const, id: state.to };
  return { ...change, event: { ...event, actor, data: { ...event.data, approval } } };
}

function delegationChange(
  state: Delegation,
  from: Change['from'],
  { kind, at }: { readonly kind: string; readonly at: string },
): Change {
  const { person, to, firstDay, lastDay } = state;
  const actor = { kind: 'person' as const, id: person };
  const event = { kind, at, actor, data: { to, firstDay, lastDay } };
  return { subject: subjectOf(person), from, state, index: delegationIndex(state), event };
}

const TOLD = 'delegation-told/';

/** Each change is a message of its own: one that is changed in place is noticed by nobody. */
function tellBoth({ person, to }: Delegation, at: string): Telling[] {
  const subject = `${TOLD}${person}/${at}`;
  return [person, to].map((one) => ({ what: 'delegation-told', subject, place: slackUserId(one) }));
}

/** Whose delegation a message is about. */
export function personTold(subject: string): PersonKey {
  if (!subject.startsWith(TOLD)) throw new Error('a message about a delegation names it');
  return subject.slice(TOLD.length).replace(/\/[^/]*$/, '');
}

/** Where this person is, as far as Slack says; the organisation's time zone where it does not. */
async function zoneOfPerson(deps: Deps, person: PersonKey): Promise<string> {
  const fresh = await deps.people.fresh(person);
  const own = fresh.kind === 'person' ? fresh.person.timeZone : undefined;
  return (own && zoneOf(own)) ?? (await loadOrganisation(deps)).timeZone;
}

import {
  type Approval,
  type ApprovalAsked,
  openDeciders,
  stateOf,
  turnOf,
} from '../core/approval.ts';
import { type Notify, toldAloneAt } from '../core/notify.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { minutesAfter } from '../core/time.ts';
import { askLookItem, askLookKey, moveAskLook, readAskLook } from '../store/ask-looks.ts';
import { approvalIndex } from '../store/indexes.ts';
import type { Telling } from '../store/outbox.ts';
import { MOST_COPIES } from './approval-cards.ts';
import { type Loaded, loadApproval } from './approvals.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { notifyOf } from './notify.ts';
import { standInsOf } from './stand-ins.ts';

/** So many of a stage are told each by themselves; the others find the card in its channel. */
export const MOST_ALONE = 18;
/** While its workflow does not run nobody can decide, so nobody is disturbed. */
const HELD_MINUTES = 15;

/**
 * "After 15 minutes each gets a DM": copies of the card for those whose turn it is and whose time has
 * come. Run twice, or by several at once, it tells nobody twice. Returns whether anybody was told.
 */
export async function tellAlone(deps: Deps, id: string): Promise<boolean> {
  const token = await readAskLook(deps.store, id);
  if (token === undefined) return false;
  const told = await attempt(deps, () => aloneStep(deps, id));
  if (told.kind === 'told') return true;
  const { at } = told;
  const next = at === undefined ? undefined : { id, at, token: deps.newId('ask') };
  await moveAskLook(deps.store, { id, token }, next);
  return false;
}

type Alone = { readonly kind: 'told' } | { readonly kind: 'next'; readonly at: string | undefined };

async function aloneStep(deps: Deps, id: string): Promise<Step<Alone>> {
  const loaded = await loadApproval(deps, id);
  const now = deps.now();
  const over = !loaded || stateOf(loaded.head.state) !== 'waiting';
  if (over || now >= loaded.head.state.expiresAt) return done({ kind: 'next', at: undefined });
  const approval = loaded.head.state;
  if (approval.heldSince !== undefined) {
    return done({ kind: 'next', at: minutesAfter(now, HELD_MINUTES) });
  }
  const dues = await duesOf(deps, approval, loaded.asked);
  const people = dues.flatMap(({ person, at }) => (at <= now ? [person] : []));
  const next = dues
    .map(({ at }) => at)
    .filter((at) => at > now)
    .sort()[0];
  if (people.length === 0) return done({ kind: 'next', at: next });
  return { kind: 'write', value: { kind: 'told' }, write: aloneWrite(deps, loaded, people, next) };
}

interface AloneDue {
  readonly person: PersonKey;
  readonly at: string;
}

/** Those whose turn it is and who have no copy yet, with when they want one. */
async function duesOf(deps: Deps, approval: Approval, asked: ApprovalAsked): Promise<AloneDue[]> {
  const has = (person: PersonKey) => approval.copies?.includes(slackUserId(person)) ?? false;
  const turn = asked.stages[turnOf(approval).index] ?? [];
  const left = MOST_COPIES - (approval.copies?.length ?? 0);
  const room = Math.min(left, MOST_ALONE - turn.filter(has).length);
  const open = openDeciders(approval, asked);
  const standIns = await standInsOf(deps, approval, open.slice(0, MOST_ALONE));
  const people = [...new Set([...open, ...standIns])]
    .filter((person) => !has(person))
    .slice(0, Math.max(0, room));
  const chosen = await notifyOf(deps, people);
  const dues = await Promise.all(
    people.map(async (person) => ({
      person,
      at: toldAloneAt(approval, await inZone(deps, person, chosen.get(person))),
    })),
  );
  return dues.flatMap(({ person, at }) => (at === undefined ? [] : [{ person, at }]));
}

/** Hours are the person's own wherever they are today. */
async function inZone(
  deps: Deps,
  person: PersonKey,
  notify: Notify | undefined,
): Promise<Notify | undefined> {
  if (!notify?.hours) return notify;
  const answer = await deps.people.fresh(person);
  const zone = answer.kind === 'person' ? answer.person.timeZone : undefined;
  return { ...notify, timeZone: zone ?? notify.timeZone };
}

function aloneWrite(
  deps: Deps,
  { head }: Loaded,
  people: readonly PersonKey[],
  next: string | undefined,
): Write {
  const { id, copies = [] } = head.state;
  const subject = `approval/${id}` as const;
  const places = people.map(slackUserId);
  const state = { ...head.state, copies: [...copies, ...places] };
  const event = {
    kind: 'approval.told',
    at: deps.now(),
    actor: { kind: 'system' as const, id: 'sweep' },
    data: { digest: state.digest, people: [...people] },
  };
  const tell = places.map((place): Telling => ({ what: 'approval-card', subject, place }));
  const change = { subject, from: head.chain, state, index: approvalIndex(state), event };
  if (next === undefined) return { changes: [change], deletes: [askLookKey(id)], tell };
  const look = askLookItem({ id, at: next, token: deps.newId('ask') });
  return { changes: [change], puts: [look], tell };
}

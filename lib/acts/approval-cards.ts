import { type Approval, type AskedVia, stateOf, turnOf } from '../core/approval.ts';
import type { Organisation, Team } from '../core/people.ts';
import { askLookItem } from '../store/ask-looks.ts';
import type { Telling } from '../store/outbox.ts';
import type { Item } from '../store/store.ts';
import type { Deps } from './deps.ts';

/** Where the approval's card stands, or is to stand: channels C…, people U…. */
export function cardPlaces({ channel, copies = [] }: Approval): string[] {
  return [...new Set([channel, ...copies])];
}

/** So many copies people can have in all; a channel for each stage fits besides (see its schema). */
export const MOST_COPIES = 36;

/** With the channels it was moved away from, which leaves room for that of one more stage. */
export const MOST_MOVED = MOST_COPIES + 3;

/** "All copies updated": a row for each place in which the approval's card stands, or is to stand. */
export function cardRows(approval: Approval): Telling[] {
  const subject = `approval/${approval.id}`;
  return cardPlaces(approval).map((place) => ({ what: 'approval-card', subject, place }));
}

interface Around {
  readonly organisation: Pick<Organisation, 'platformChannel'>;
  readonly team: Pick<Team, 'channel'>;
}

/** Where those whose turn it is are asked. */
export function channelOf(via: AskedVia, { organisation, team }: Around): string {
  return via === 'platform' ? organisation.platformChannel : team.channel;
}

/** With a copy of its card where those are asked whose turn it is now. */
export function askedHere(approval: Approval, around: Around): Approval {
  const place = channelOf(turnOf(approval).stage.via, around);
  const { channel, copies = [] } = approval;
  if (place === '' || place === channel || copies.includes(place)) return approval;
  return { ...approval, copies: [...copies, place] };
}

/** When a turn begins, with the asking or with the approval that passed a stage: who is told alone? */
export function lookAtAsked(deps: Deps, approval: Approval): Item[] {
  if (stateOf(approval) !== 'waiting') return [];
  const last = approval.decisions.at(-1);
  if (last?.stage === turnOf(approval).index) return [];
  const { id } = approval;
  return [askLookItem({ id, at: last?.at ?? approval.askedAt, token: deps.newId('ask') })];
}

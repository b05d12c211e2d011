import { type Approval, type AskedVia, turnOf } from '../core/approval.ts';
import type { Organisation, Team } from '../core/people.ts';
import type { Telling } from '../store/outbox.ts';

/** "All copies updated": a row for each place in which the approval's card stands, or is to stand. */
export function cardRows(approval: Approval): Telling[] {
  const subject = `approval/${approval.id}`;
  const places = [...new Set([approval.channel, ...(approval.copies ?? [])])];
  return places.map((place) => ({ what: 'approval-card', subject, place }));
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

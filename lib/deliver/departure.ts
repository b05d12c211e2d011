import { loadDeparture, readAskSubject } from '../acts/departure-store.ts';
import type { Deps } from '../acts/deps.ts';
import { askedAt } from '../core/departure.ts';
import { organisationOf } from '../core/people.ts';
import { departureMessage } from '../slack/views/departure.ts';
import type { Rendered } from './render.ts';

/** What somebody who is asked reads, or the platform, from what nobody took by now. */
export async function renderDeparture(
  deps: Deps,
  subject: string,
  place: string,
): Promise<Rendered> {
  const about = readAskSubject(subject);
  if (!about) throw new Error('an outbox row about a departure names nobody');
  const head = await loadDeparture(deps, about.person);
  if (!head) return { kind: 'nothing' };
  const isPerson = /^[UW]/.test(place);
  const told = {
    at: about.at,
    who: isPerson ? `${organisationOf(about.person)}/${place}` : undefined,
  };
  if (askedAt(head.state, told).length === 0) return { kind: 'nothing' };
  const message = departureMessage(head.state, told, deps.settings.command);
  return { kind: 'card', ...message, version: head.chain.seq };
}

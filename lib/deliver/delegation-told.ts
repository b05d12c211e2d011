import { loadDelegation, personTold } from '../acts/delegation.ts';
import type { Deps } from '../acts/deps.ts';
import { slackUserId } from '../core/people.ts';
import { delegationTold } from '../slack/views/delegation.ts';
import type { Rendered } from './render.ts';

/** What the two of a delegation are told of it, as it is now. */
export async function renderDelegation(
  deps: Deps,
  subject: string,
  place: string,
): Promise<Rendered> {
  const person = personTold(subject);
  const head = await loadDelegation(deps, person);
  if (!head) return { kind: 'nothing' };
  const mine = place === slackUserId(person);
  const message = delegationTold(head.state, { mine, command: deps.settings.command });
  return { kind: 'card', ...message, version: head.chain.seq };
}

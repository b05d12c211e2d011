import { readNotice } from '../acts/access-due.ts';
import { showAccess } from '../acts/access-shown.ts';
import type { Deps } from '../acts/deps.ts';
import { loadWorkflow } from '../acts/standing.ts';
import { isInForce } from '../core/grant.ts';
import { accessCard } from '../slack/views/access-card.ts';
import { grantsEndMessage, takenMessage } from '../slack/views/access-told.ts';
import type { Rendered } from './render.ts';

const NOTHING: Rendered = { kind: 'nothing' };

/** An access request's card; to a person (U…, W…) it is told, and asks for no answer. */
export async function renderAccess(deps: Deps, id: string, place: string): Promise<Rendered> {
  const found = await showAccess(deps, id);
  if (!found) return NOTHING;
  const { shown, version } = found;
  if (shown.request.state === 'taken') return { kind: 'card', ...takenMessage(shown), version };
  const personal = /^[UW]/.test(place);
  return { kind: 'card', ...accessCard(shown, { personal }), version };
}

/** What an owner is told of a workflow's access; nothing once it was renewed. */
export async function renderGrantNotice(deps: Deps, subject: string): Promise<Rendered> {
  const { workflow, news } = readNotice(subject);
  const head = await loadWorkflow(deps, workflow);
  if (!head) return NOTHING;
  const version = head.chain.seq;
  const grants = (head.state.grants ?? []).filter(
    (grant) => grant.told === news && isInForce(grant, deps.now()) === (news === 'ending'),
  );
  if (grants.length === 0) return NOTHING;
  return { kind: 'card', ...grantsEndMessage(workflow, news, grants), version };
}

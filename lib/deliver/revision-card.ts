import type { Deps } from '../acts/deps.ts';
import { showRevision } from '../acts/proposed-shown.ts';
import { revisionCard } from '../slack/views/revision-card.ts';
import type { Rendered } from './render.ts';

/** A proposal's card; to a person (U…, W…) it is told, and has no buttons. */
export async function renderRevision(deps: Deps, id: string, place: string): Promise<Rendered> {
  const found = await showRevision(deps, id);
  if (!found) return { kind: 'nothing' };
  const personal = /^[UW]/.test(place);
  return { kind: 'card', ...revisionCard(found.shown, { personal }), version: found.version };
}

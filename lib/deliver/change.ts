import { showChange, showChangeAsk } from '../acts/change-answer.ts';
import { changeAsks } from '../acts/change-store.ts';
import type { Deps } from '../acts/deps.ts';
import { changeCard } from '../slack/views/change-card.ts';
import { changeMessage } from '../slack/views/change-told.ts';
import { readPosted } from '../store/posted.ts';
import type { Rendered } from './render.ts';

/** The proposer's card of a planned change, with every answer as it is now. */
export async function renderChange(deps: Deps, id: string): Promise<Rendered> {
  const shown = await showChange(deps, id);
  if (!shown) return { kind: 'nothing' };
  const { change, asks, version } = shown;
  return { kind: 'card', ...changeCard(change, asks), version };
}

/**
 * An owner's message. Nobody is told of what is not theirs any more or depends on it no more, nor of
 * the end of something that they never heard of.
 */
export async function renderChangeAsk(
  deps: Deps,
  subject: string,
  place: string,
): Promise<Rendered> {
  const about = changeAsks.read(subject);
  if (!about) throw new Error('an outbox row about a planned change names nobody');
  const shown = await showChangeAsk(deps, about.id, about.holder);
  if (!shown) return { kind: 'nothing' };
  const { change, ask, rows, version, untold } = shown;
  if (untold && rows.length === 0) return { kind: 'nothing' };
  if (change.state !== 'open' && !(await readPosted(deps.store, subject, place))) {
    return { kind: 'nothing' };
  }
  return { kind: 'card', ...changeMessage({ change, ask, rows }), version };
}

import type { Deps } from '../acts/deps.ts';
import { fatigueOf, personOfFatigue } from '../acts/fatigue.ts';
import { fatigueNote } from '../slack/views/fatigue.ts';
import type { Rendered } from './render.ts';

/** The note for one person; nothing where what it says is not so any more. */
export async function renderFatigue(deps: Deps, subject: string): Promise<Rendered> {
  const shown = await fatigueOf(deps, personOfFatigue(subject));
  return shown ? { kind: 'card', ...fatigueNote(shown), version: 1 } : { kind: 'nothing' };
}

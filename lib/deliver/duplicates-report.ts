import type { Deps } from '../acts/deps.ts';
import { showReport } from '../acts/duplicates.ts';
import { reportCard } from '../slack/views/duplicates.ts';
import type { Rendered } from './render.ts';

/** The duplicate sweep's card, with what was answered since. */
export async function renderDuplicates(deps: Deps, id: string): Promise<Rendered> {
  const found = await showReport(deps, id);
  return found
    ? { kind: 'card', ...reportCard(found), version: found.version }
    : { kind: 'nothing' };
}

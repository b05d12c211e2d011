import type { Deps } from '../acts/deps.ts';
import { loadChange } from '../acts/settings-change.ts';
import { loadOrganisation } from '../acts/standing.ts';
import { slackUserId } from '../core/people.ts';
import { settingsChangeCard } from '../slack/views/settings-card.ts';
import type { Rendered } from './render.ts';

/** A change of settings, with buttons where somebody who may press them reads it: auditors only read. */
export async function renderSettingsChange(
  deps: Deps,
  id: string,
  place: string,
): Promise<Rendered> {
  const head = await loadChange(deps, id);
  if (!head) return { kind: 'nothing' };
  const { admins } = await loadOrganisation(deps);
  const toPerson = /^[UW]/.test(place);
  const answerable = !toPerson || admins.some((one) => slackUserId(one) === place);
  return { kind: 'card', ...settingsChangeCard(head.state, answerable), version: head.chain.seq };
}

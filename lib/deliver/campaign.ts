import { showCampaign, showCampaignAsk } from '../acts/campaign-shown.ts';
import { campaignAsks } from '../acts/campaign-store.ts';
import type { Deps } from '../acts/deps.ts';
import { campaignCard } from '../slack/views/campaign-card.ts';
import { campaignMessage } from '../slack/views/campaign-told.ts';
import { readPosted } from '../store/posted.ts';
import type { Rendered } from './render.ts';

/** The campaign's card, with who is left as it is now. Of a draft nothing is shown anywhere. */
export async function renderCampaign(deps: Deps, id: string): Promise<Rendered> {
  const shown = await showCampaign(deps, id);
  if (!shown?.campaign.released) return { kind: 'nothing' };
  return { kind: 'card', ...campaignCard(shown), version: shown.version };
}

/**
 * An owner's message. Whoever has moved before it was delivered is not written to, nor told of the end
 * of something that they never heard of.
 */
export async function renderCampaignAsk(
  deps: Deps,
  subject: string,
  place: string,
): Promise<Rendered> {
  const about = campaignAsks.read(subject);
  if (!about) throw new Error('an outbox row about a campaign names nobody');
  const shown = await showCampaignAsk(deps, about.id, about.holder);
  if (!shown) return { kind: 'nothing' };
  const { campaign, lines, version } = shown;
  const asksNothing = campaign.state !== 'open' || lines.length === 0;
  if (asksNothing && !(await readPosted(deps.store, subject, place))) return { kind: 'nothing' };
  return { kind: 'card', ...campaignMessage(shown), version };
}

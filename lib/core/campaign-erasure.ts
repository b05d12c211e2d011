import type { Campaign } from './campaign.ts';
import { ERASED, type Erased } from './erasure.ts';
import type { PersonKey } from './people.ts';

/**
 * A campaign without what its announcer wrote, to be drawn anew wherever it stands; undefined when there
 * is nothing of theirs. The moment at which it was last changed is one at which a sweep may look.
 */
export function erasedCampaign(
  campaign: Campaign,
  person: PersonKey,
): Erased<Campaign> | undefined {
  if (campaign.by !== person || campaign.note === ERASED) return undefined;
  const state = { ...campaign, note: ERASED, salt: '' };
  const told = campaign.released ? { redraw: true, look: campaign.released.at } : {};
  return { state: { ...state, ...told }, parts: [] };
}

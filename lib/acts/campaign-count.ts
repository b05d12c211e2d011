import type { Campaign } from '../core/campaign.ts';
import type { CountedDay } from '../core/campaign-progress.ts';
import { directOf } from '../core/campaign-targets.ts';
import { dateIn, dayEnd, daysBetween } from '../core/time.ts';
import { attempt, done, type Step } from './attempt.ts';
import { campaignStep, countedItem, loadCampaign, tellCampaignCard } from './campaign-store.ts';
import { campaignTargets } from './campaign-targets.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation } from './standing.ts';

/** So long after it stopped who is left is still counted. */
const COUNTED_AFTER_DAYS = 30;

/**
 * "Burn-down from real pins": counts the day once, whichever sweep comes first, and says when the next
 * count is due. False when nothing was to be counted.
 */
export async function countCampaign(deps: Deps, id: string): Promise<boolean> {
  const organisation = await loadOrganisation(deps);
  const day = dateIn(deps.now(), organisation.timeZone);
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await loadCampaign(deps, id);
    if (!head || head.state.telling || head.state.redraw) return done(false);
    const { targets } = await campaignTargets(deps, head.state);
    const left = directOf(targets).length;
    const counted = { day, left, over: targets.length - left };
    const campaign = nextLook(head.state, counted, dayEnd(day, organisation.timeZone));
    const isFresh =
      campaign.counted !== undefined && campaign.counted.day !== head.state.counted?.day;
    if (!isFresh && campaign.look === head.state.look) return done(false);
    const actor = { kind: 'system' as const, id: 'campaign' };
    const kind = isFresh ? 'campaign.counted' : 'campaign.looked-at';
    return {
      kind: 'write',
      value: true,
      write: {
        changes: [campaignStep(deps, campaign, head, { kind, actor, data: { ...counted } })],
        puts: isFresh ? [countedItem(id, counted)] : [],
        tell: isFresh ? tellCampaignCard(campaign, organisation) : [],
      },
    };
  });
}

/** What was counted, and when it is looked at next: every day, until nobody is left or it is long over. */
function nextLook(campaign: Campaign, counted: CountedDay, tomorrow: string): Campaign {
  const { look: _, ...rest } = campaign;
  if (campaign.state !== 'open') return rest;
  const now = campaign.counted?.day === counted.day ? rest : { ...rest, counted };
  const before = counted.day < campaign.stopsOn;
  const waits = counted.left + counted.over > 0;
  const goesOn =
    before || (waits && daysBetween(campaign.stopsOn, counted.day) < COUNTED_AFTER_DAYS);
  return goesOn ? { ...now, look: tomorrow } : now;
}

import { announceCampaign, sendCampaign } from '../../lib/acts/campaign.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import type { Campaign } from '../../lib/core/campaign.ts';
import type { WantedCampaign } from '../../lib/core/campaign-wanted.ts';
import { draft, publish } from '../kit/catalog.ts';
import { ADMIN, COLLEAGUE } from '../kit/people.ts';

/** What the platform retires: the connector that `reply-bot` pins, and its plugin uses. */
export const WANTED: WantedCampaign = {
  component: 'connector/crm-readonly',
  range: '<2.0.0',
  successor: 'connector/crm-readonly@2.0.1',
  note: 'Ask for crm.read instead of crm.tickets.read.',
  helper: COLLEAGUE,
  closesOn: '2026-12-15',
  stopsOn: '2027-01-15',
};

/** Publishes what replaces it. */
export function published(deps: Deps, version = '2.0.1'): Promise<void> {
  return publish(deps, [draft({ kind: 'connector', name: 'crm-readonly', version })]);
}

/** A draft, which is in force nowhere. */
export async function drafted(
  deps: Deps,
  change: Partial<WantedCampaign> = {},
  id = 'cmp_1',
): Promise<Campaign> {
  const outcome = await announceCampaign(deps, ADMIN, id, { ...WANTED, ...change });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.campaign;
}

/** One in force, of which nobody was told yet. */
export async function sent(deps: Deps, change: Partial<WantedCampaign> = {}): Promise<Campaign> {
  const { id } = await drafted(deps, change);
  const outcome = await sendCampaign(deps, ADMIN, id);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.campaign;
}

const DAY = 24 * 60;

/** Minutes from the start of the tests' clock to the first day without new pins, and without credentials. */
export const UNTIL = { closes: 22 * DAY, stops: 53 * DAY };

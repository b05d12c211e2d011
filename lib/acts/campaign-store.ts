import * as z from 'zod';
import type { AuditActor } from '../core/audit.ts';
import { type Campaign, campaignSchema, endingsWith } from '../core/campaign.ts';
import { type CampaignAsk, campaignAskSchema } from '../core/campaign-ask.ts';
import type { CountedDay } from '../core/campaign-progress.ts';
import type { Component } from '../core/component.ts';
import { type Organisation, slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Change } from '../store/commit.ts';
import { CAMPAIGNS, campaignIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { partKey, type Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readAll, readHead } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import { askedPeople } from './asked-people.ts';
import type { Deps } from './deps.ts';
import { componentChange } from './promotion-store.ts';

/** `campaign/cmp_…` */
export function campaignSubject(id: string): Subject {
  return `campaign/${id}`;
}

/** Undefined when there is no such campaign. */
export function loadCampaign(deps: Deps, id: string): Promise<Head<Campaign> | undefined> {
  return readHead(deps.store, campaignSubject(id), campaignSchema);
}

export function noCampaign(id: string): Refusal<'no-campaign'> {
  return refuse('no-campaign', `There is no campaign "${id.slice(0, 60)}".`);
}

/** Who was told of a campaign. */
export const campaignAsks = askedPeople({
  asks: 'campaign-ask',
  of: 'campaign',
  prefix: 'TOLD#',
  kind: 'told',
  schema: campaignAskSchema,
});

/** All campaigns that were not withdrawn, the newest first: an organisation has tens. */
export async function runningCampaigns(deps: Deps): Promise<Campaign[]> {
  const partition = CAMPAIGNS.running;
  const heads = await readAll(deps.store, { index: 'list', partition, schema: campaignSchema });
  return heads.map(({ state }) => state).reverse();
}

interface Happened {
  readonly kind: string;
  readonly actor: AuditActor;
  readonly data: Readonly<Record<string, string | number>>;
}

/** A step of the campaign's chain. */
export function campaignStep(
  deps: Deps,
  campaign: Campaign,
  before: Head<Campaign> | undefined,
  happened: Happened,
): Change {
  return {
    subject: campaignSubject(campaign.id),
    from: before?.chain,
    state: campaign,
    index: campaignIndex(campaign),
    event: { ...happened, at: deps.now() },
  };
}

/**
 * The step of the component's chain that goes with it: its head keeps how its ranges end, so whoever
 * publishes, locks or announces at the same time decides anew.
 */
export function endingStep(
  deps: Deps,
  campaign: Campaign,
  head: Head<Component>,
  { actor, data }: Omit<Happened, 'kind'>,
): Change {
  const { endings: before = [], ...component } = head.state;
  const endings = [...endingsWith(before, campaign)];
  const next = endings.length > 0 ? { ...component, endings } : component;
  const kind = `component.ending-${campaign.state}`;
  return componentChange(deps, next, head.chain, {
    kind,
    actor,
    data: { campaign: campaign.id, ...data },
  });
}

/** A step in what one person was told. */
export function campaignAskStep(
  deps: Deps,
  ask: CampaignAsk,
  before: Head<CampaignAsk> | undefined,
  happened: Happened,
): Change {
  return {
    subject: campaignAsks.subject(ask.campaign, ask.holder),
    from: before?.chain,
    state: ask,
    event: { ...happened, at: deps.now() },
  };
}

/** The owner's message, on the lane that yields. */
export function tellCampaignOwner({ campaign, holder }: CampaignAsk): Telling {
  const subject = campaignAsks.subject(campaign, holder);
  return { what: 'campaign-ask', subject, place: slackUserId(holder), lane: 'bulk' };
}

/** The card in the catalog's channel, else the platform's; of a draft nothing is shown anywhere. */
export function tellCampaignCard(
  { id, released }: Campaign,
  { catalogChannel, platformChannel }: Organisation,
): Telling[] {
  const place = catalogChannel || platformChannel;
  if (!released || place === '') return [];
  return [{ what: 'campaign-card', subject: campaignSubject(id), place }];
}

const DAY = 'DAY#';
const daySchema = z.object({ day: z.string(), left: z.int(), over: z.int() });

/** What was counted on one day. Figures: the event of the same transaction has them too. */
export function countedItem(id: string, counted: CountedDay): Item {
  return {
    ...partKey(campaignSubject(id), `${DAY}${counted.day}`),
    kind: 'counted-day',
    data: counted,
  };
}

/** The burn-down of a campaign, day by day. */
export async function countedDays(deps: Deps, id: string): Promise<CountedDay[]> {
  const listing = { partition: campaignSubject(id), prefix: DAY, schema: daySchema };
  return (await readAll(deps.store, listing)).map(({ state }) => state);
}

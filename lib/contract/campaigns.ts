import * as z from 'zod';
import { CAMPAIGN_STATES } from '../core/campaign.ts';
import { MOST_NOTE } from '../core/campaign-wanted.ts';
import { idSchema, momentSchema, operation, text } from './operation.ts';

const params = z.strictObject({ id: idSchema });

const campaignSchema = z.object({
  id: z.string(),
  component: z.string(),
  range: z.string(),
  /** `component@version` */
  successor: z.string(),
  note: z.string(),
  helper: z.string(),
  /** `draft`: in force nowhere, and nobody was told. */
  state: z.enum(CAMPAIGN_STATES),
  /** The first day without new pins, and the moment at which it begins. */
  closes_on: z.iso.date(),
  closes: momentSchema,
  /** The first day without credentials, and the moment at which it begins. */
  stops_on: z.iso.date(),
  stops: momentSchema,
  team: z.string(),
  by: z.string(),
  at: momentSchema,
  released_by: z.string().optional(),
  released_at: momentSchema.optional(),
  withdrawn_by: z.string().optional(),
  withdrawn_at: momentSchema.optional(),
  /** Owners are still being told. */
  telling: z.boolean(),
  /** What was postponed or narrowed, the first first; `from` is what it was before. */
  moves: z.array(
    z.object({
      kind: z.enum(['postponed', 'narrowed']),
      from: z.string(),
      by: z.string(),
      at: momentSchema,
    }),
  ),
});
export type CampaignAnswer = z.infer<typeof campaignSchema>;

const targetSchema = z.object({
  workflow: z.string(),
  team: z.string(),
  owner: z.string(),
  /** What it pins, in which range, and at which version it is locked. */
  component: z.string(),
  range: z.string(),
  version: z.string(),
  /** The releases between, nearest to the component first; empty for a direct pin. */
  via: z.array(z.string()),
  /** `upgrade`: inside its range. `edit`: the line to write. `wait`: for another release. */
  must: z.enum(['upgrade', 'edit', 'wait']),
  /** What has to be done, in words. */
  say: z.string(),
  /** The manifest's line then; of `edit` alone. */
  line: z.string().optional(),
});

const reachSchema = z.object({
  /** The versions that end, newest first. */
  versions: z.array(z.string()),
  targets: z.array(targetSchema),
  /** Of these, how many have a pin of their own: what they run stops. */
  direct: z.int(),
  /** People who get one message each when it is released. */
  messages: z.int(),
  ownerless: z.array(z.string()),
  /** True when there were more than could be followed. */
  cut: z.boolean(),
  /** A sentence for each day on which nobody is at work. */
  hints: z.array(z.string()),
});

const announcedSchema = reachSchema.extend({
  /** Absent on a dry run: nothing was written. */
  campaign: campaignSchema.optional(),
});
export type AnnouncedCampaignAnswer = z.infer<typeof announcedSchema>;

const shownSchema = z.object({
  campaign: campaignSchema,
  /** Who is left, from real pins now. */
  targets: z.array(targetSchema),
  /** Locked to it; and those that meet it over what they pin alone. */
  left: z.int(),
  over: z.int(),
  cut: z.boolean(),
  /** People who were told. */
  told: z.int(),
  ownerless: z.array(z.string()),
  /** The burn-down, one line a day. */
  days: z.array(z.object({ day: z.iso.date(), left: z.int(), over: z.int() })),
  /** When the last one will have moved, in words. */
  forecast: z.string(),
});
export type CampaignShownAnswer = z.infer<typeof shownSchema>;

const listSchema = z.object({ campaigns: z.array(campaignSchema) });

export const listCampaignsOperation = operation({
  id: 'listCampaigns',
  method: 'get',
  path: '/v1/campaigns',
  summary: 'Version ranges that are retired or about to be, the newest first.',
  who: 'person',
  answer: listSchema,
});

export const getCampaignOperation = operation({
  id: 'getCampaign',
  method: 'get',
  path: '/v1/campaigns/{id}',
  summary: 'A campaign: who is left, from real pins, and how it goes.',
  who: 'person',
  params,
  answer: shownSchema,
});

export const announceCampaignOperation = operation({
  id: 'announceCampaign',
  method: 'post',
  path: '/v1/campaigns',
  summary:
    'Write a campaign that retires a version range, and show whom it reaches. Nobody is told before it is released. With dry_run: write nothing.',
  who: 'person',
  body: z.strictObject({
    component: text(200),
    range: text(100),
    successor: text(200),
    note: text(MOST_NOTE),
    helper: text(100),
    closes_on: z.iso.date(),
    stops_on: z.iso.date(),
    dry_run: z.boolean().optional(),
  }),
  answer: announcedSchema,
  statuses: [201, 200],
});

export const releaseCampaignOperation = operation({
  id: 'releaseCampaign',
  method: 'post',
  path: '/v1/campaigns/{id}/release',
  summary: 'Put a campaign in force: the range is deprecated from now on, and its owners are told.',
  who: 'person',
  params,
  answer: campaignSchema,
});

export const postponeCampaignOperation = operation({
  id: 'postponeCampaign',
  method: 'post',
  path: '/v1/campaigns/{id}/postpone',
  summary: 'Move the days of a campaign; those that people were told only move later.',
  who: 'person',
  params,
  body: z.strictObject({ closes_on: z.iso.date().optional(), stops_on: z.iso.date().optional() }),
  answer: campaignSchema,
});

export const narrowCampaignOperation = operation({
  id: 'narrowCampaign',
  method: 'post',
  path: '/v1/campaigns/{id}/narrow',
  summary: 'Retire fewer versions; the others are open again.',
  who: 'person',
  params,
  body: z.strictObject({ range: text(100) }),
  answer: campaignSchema,
});

export const withdrawCampaignOperation = operation({
  id: 'withdrawCampaign',
  method: 'post',
  path: '/v1/campaigns/{id}/withdraw',
  summary: 'Take a campaign back, until the moment at which it stops: everything stays as it is.',
  who: 'person',
  params,
  answer: campaignSchema,
});

/** All of them, in the order of the document. */
export const CAMPAIGN_OPERATIONS = [
  listCampaignsOperation,
  announceCampaignOperation,
  getCampaignOperation,
  releaseCampaignOperation,
  postponeCampaignOperation,
  narrowCampaignOperation,
  withdrawCampaignOperation,
] as const;

import * as z from 'zod';
import { OUTCOMES } from '../core/outcomes.ts';
import { PROMOTION_STATES } from '../core/promotion.ts';
import { componentAnswerSchema } from './catalog.ts';
import { countSchema, idSchema, momentSchema, operation, text } from './operation.ts';

const componentParams = z.strictObject({ kind: idSchema, name: idSchema });
const changesSchema = z.array(z.object({ field: z.string(), say: z.string() }));
const useSchema = z.object({ workflows: z.int(), teams: z.int() });

const promotionAnswerSchema = z.object({
  id: z.string(),
  component: z.string(),
  version: z.string(),
  team: z.string(),
  state: z.enum(PROMOTION_STATES),
  round: z.int(),
  proposed_by: z.array(z.string()),
  proposed_at: momentSchema,
  sent_at: momentSchema,
  license: z.string(),
  evidence: z.string().optional(),
  useful: z.string(),
  /** Who is to be credited, and what they say to that: only who agreed is named. */
  builders: z.array(z.object({ person: z.string(), says: z.enum(['asked', 'yes', 'no']) })),
  /** The reviewer's last word. */
  reviewed_by: z.string().optional(),
  reason: z.string().optional(),
});
export type PromotionAnswer = z.infer<typeof promotionAnswerSchema>;

const promotionShownSchema = promotionAnswerSchema.extend({
  /** Against what the catalog had under this name before; absent when it is new to it. */
  against_shared: z.object({ what: z.string(), changes: changesSchema }).optional(),
  /** Against what it is a copy of. */
  against_origin: z.object({ what: z.string(), changes: changesSchema }).optional(),
  touches: changesSchema,
  /** Other open versions, which are shared with it, and what they may touch beyond. */
  along: z.array(z.object({ version: z.string(), beyond: z.array(z.string()) })),
  use: useSchema,
  similar: z.array(z.object({ id: z.string(), why: z.string() })),
});
export type PromotionShownAnswer = z.infer<typeof promotionShownSchema>;

export const promoteOperation = operation({
  id: 'proposePromotion',
  method: 'post',
  path: '/v1/components/{kind}/{name}/promotion',
  summary: 'Propose a version for the shared catalog, or send it again after changes.',
  who: 'person',
  params: componentParams,
  body: z.strictObject({
    version: text(128),
    license: text(200),
    useful: text(2000),
    evidence: text(2000).optional(),
    /** Slack user ids; whoever proposes it when absent. */
    builders: z.array(text(40)).max(10).optional(),
  }),
  answer: promotionAnswerSchema,
});

export const promotionsOperation = operation({
  id: 'listPromotions',
  method: 'get',
  path: '/v1/promotions',
  summary: 'Promotions that are under way, were shared, or are over without that.',
  who: 'person',
  query: z.strictObject({
    state: z.enum(['under-way', 'shared', 'ended']).optional(),
    limit: countSchema(1, 200),
  }),
  answer: z.object({ promotions: z.array(promotionAnswerSchema) }),
});

export const getPromotionOperation = operation({
  id: 'getPromotion',
  method: 'get',
  path: '/v1/promotions/{id}',
  summary: 'A promotion with all that its review is decided on. It is reviewed in Slack.',
  who: 'person',
  params: z.strictObject({ id: idSchema }),
  answer: promotionShownSchema,
});

export const withdrawPromotionOperation = operation({
  id: 'withdrawPromotion',
  method: 'post',
  path: '/v1/promotions/{id}/withdrawal',
  summary: 'Take a promotion back before it is published.',
  who: 'person',
  params: z.strictObject({ id: idSchema }),
  answer: promotionAnswerSchema,
});

const transferAnswerSchema = z.object({
  id: z.string(),
  component: z.string(),
  from: z.string(),
  to: z.string(),
  state: z.enum(['open', 'accepted', 'refused', 'withdrawn']),
});

export const transferOperation = operation({
  id: 'offerTransfer',
  method: 'post',
  path: '/v1/components/{kind}/{name}/transfer',
  summary: 'Offer a component to another team. Their lead accepts in Slack.',
  who: 'person',
  params: componentParams,
  body: z.strictObject({ to: text(60) }),
  answer: transferAnswerSchema,
});

export const renameOperation = operation({
  id: 'renameComponent',
  method: 'post',
  path: '/v1/components/{kind}/{name}/name',
  summary: 'Go on under another name. The old one is closed to new pins and names its successor.',
  who: 'person',
  params: componentParams,
  body: z.strictObject({ name: text(80) }),
  answer: z.object({ ...componentAnswerSchema.pick({ id: true, latest: true }).shape }),
});

const reportBodySchema = z.strictObject({
  /** The workflow's own id of the run: the same one again is counted once. */
  report: text(100),
  component: text(100),
  version: text(128),
  outcome: z.enum(OUTCOMES),
  /** When it ran; now when absent. */
  at: momentSchema.optional(),
});
export type ReportBody = z.infer<typeof reportBodySchema>;

export const reportOperation = operation({
  id: 'reportRun',
  method: 'post',
  path: '/v1/reports',
  summary: 'Report how a run of something that the workflow pins went.',
  who: 'workflow',
  body: reportBodySchema,
  answer: z.object({ again: z.boolean() }),
});

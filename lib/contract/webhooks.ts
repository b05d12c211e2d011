import * as z from 'zod';
import { WEBHOOK_STATES } from '../core/webhook.ts';
import { idSchema, momentSchema, operation, text } from './operation.ts';

/** How an approval ended. What was asked is not in it: the agent reads that with its key. */
const approvalEventSchema = z.object({
  type: z.templateLiteral(['approval.', z.enum(WEBHOOK_STATES)]),
  timestamp: momentSchema,
  data: z.object({
    id: z.string(),
    workflow: z.string(),
    action: z.string(),
    /** As `GET /v1/approvals/{id}` says it. Everything but `approved` means not to run it. */
    state: z.enum(WEBHOOK_STATES),
    digest: z.string(),
    ended_at: momentSchema,
    /** One platform admin approved it in an emergency. */
    break_glass: z.literal(true).optional(),
    /** Why it was denied, as the decider wrote it, or why it is void. */
    reason: z.string().optional(),
  }),
});

const testEventSchema = z.object({
  type: z.literal('webhook.test'),
  timestamp: momentSchema,
  data: z.object({ workflow: z.string() }),
});

/** The body of a message to a workflow's webhook. */
export const webhookEventSchema = z.union([approvalEventSchema, testEventSchema]);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** How a message is signed, in the way of Standard Webhooks. */
export const webhookHeadersSchema = z.object({
  'webhook-id': z.string().describe('Stays the same when a message is sent again.'),
  'webhook-timestamp': z.string().describe('Seconds since 1970 of this try.'),
  'webhook-signature': z
    .string()
    .describe('v1,<base64> of HMAC-SHA256; one for each secret that signs, apart by a blank.'),
});

const secretAnswerSchema = z.object({
  host: z.string(),
  /** `whsec_…`, shown this once. */
  secret: z.string(),
});

const deliveryAnswerSchema = z.object({
  /** The approval's, or the test's. */
  id: z.string(),
  at: momentSchema,
  state: z.enum(['waiting', 'delivered', 'dead', 'failed', 'dropped']),
  attempts: z.int(),
  /** What the last try came to: an HTTP status, or a word like `timeout`. */
  last: z.string().optional(),
  last_at: momentSchema.optional(),
  next_at: momentSchema.optional(),
});
export type DeliveryAnswer = z.infer<typeof deliveryAnswerSchema>;

const webhookAnswerSchema = z.object({
  host: z.string(),
  set_at: momentSchema,
  state: z.enum(['working', 'failing', 'gone']),
  failing_since: momentSchema.optional(),
  /** Until when older secrets sign along. */
  older_secrets_end: z.array(momentSchema),
  deliveries: z.array(deliveryAnswerSchema),
  dead_letters: z.array(deliveryAnswerSchema),
});
export type WebhookAnswer = z.infer<typeof webhookAnswerSchema>;

const params = z.strictObject({ id: idSchema });
const sendingSchema = z.object({ sending: z.string() });

export const setWebhookOperation = operation({
  id: 'setWebhook',
  method: 'post',
  path: '/v1/workflows/{id}/webhook',
  summary:
    "Set where the endings of a workflow's approvals are told, in place of the one before. The signing secret is shown once.",
  who: 'person',
  params,
  body: z.strictObject({ url: text(2000) }),
  answer: secretAnswerSchema,
});

export const getWebhookOperation = operation({
  id: 'getWebhook',
  method: 'get',
  path: '/v1/workflows/{id}/webhook',
  summary: "A workflow's webhook: how its receiver does, the latest deliveries, the dead letters.",
  who: 'person',
  params,
  answer: webhookAnswerSchema,
});

export const rotateWebhookOperation = operation({
  id: 'rotateWebhookSecret',
  method: 'post',
  path: '/v1/workflows/{id}/webhook/rotate',
  summary: 'Take a new signing secret. The ones before it sign along for 24 hours.',
  who: 'person',
  params,
  answer: secretAnswerSchema,
});

export const testWebhookOperation = operation({
  id: 'testWebhook',
  method: 'post',
  path: '/v1/workflows/{id}/webhook/test',
  summary: 'Send one test message. Reading the webhook says what became of it.',
  who: 'person',
  params,
  answer: sendingSchema,
  statuses: [202],
});

export const removeWebhookOperation = operation({
  id: 'removeWebhook',
  method: 'post',
  path: '/v1/workflows/{id}/webhook/remove',
  summary: "Remove a workflow's webhook with its secrets. What was still to be told is dropped.",
  who: 'person',
  params,
  answer: z.object({ removed: z.string() }),
});

export const retryWebhookOperation = operation({
  id: 'retryWebhook',
  method: 'post',
  path: '/v1/workflows/{id}/webhook/deliveries/{delivery}/retry',
  summary: 'Have a dead letter tried for another day, under the same message id.',
  who: 'person',
  params: z.strictObject({ id: idSchema, delivery: idSchema }),
  answer: sendingSchema,
  statuses: [202],
});

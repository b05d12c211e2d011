import * as z from 'zod';
import { ENDINGS, EXECUTION_OUTCOMES } from '../core/approval.ts';
import { actionSchema } from '../core/component.ts';
import { leaseAnswerSchema } from './leases.ts';
import { countSchema, idSchema, momentSchema, operation, text } from './operation.ts';

/**
 * Whatever JSON the agent is about to run with. `z.unknown()` hands the very same value on, so that
 * `lib/core/payload.ts` sees every key and level that was sent.
 */
const argumentsSchema = z.unknown().refine((value): boolean => value !== undefined, 'is missing');

const claimSchema = z
  .string()
  .regex(
    /^(?:[A-Z][A-Z0-9]{1,30}\/)?[A-Z][A-Z0-9]{1,30}$/,
    "is a Slack user id (U…) or a person's whole key (T…/U…)",
  );

export const askBodySchema = z.strictObject({
  action: actionSchema,
  target: text(500),
  arguments: argumentsSchema,
  reason: text(2000),
  on_behalf_of: claimSchema.optional(),
  idempotency_key: text(200),
});
export type AskBody = z.infer<typeof askBodySchema>;

export const approvalAnswerSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  action: z.string(),
  target: z.string(),
  /** `void`: asked before the registry was restored from a backup, so it can be used no more. */
  state: z.enum(['waiting', ...ENDINGS, 'void']),
  /** SHA-256 over what is asked, 64 hex digits. */
  digest: z.string(),
  /** The eight digits people compare with the card. */
  fingerprint: z.string(),
  on_behalf_of: z.string().optional(),
  quorum: z.int(),
  approvals: z.int(),
  /** The groups of people that all have to approve, one after the other. */
  stages: z.array(
    z.object({ of: z.enum(['baseline', 'manifest']), quorum: z.int(), approvals: z.int() }),
  ),
  /** Nobody can decide until the workflow runs again. */
  on_hold: z.literal(true).optional(),
  asked_at: momentSchema,
  expires_at: momentSchema,
  ended_at: momentSchema.optional(),
  ended_by: z.string().optional(),
  /** Why it was denied, as the decider wrote it, or why it was cancelled or is void. */
  reason: z.string().optional(),
  /** What the decider who denied it would approve instead, in their words: ask for that as a new approval. */
  suggested_change: z.string().optional(),
  /** One platform admin approved it in an emergency, in place of those who were asked. */
  break_glass: z.literal(true).optional(),
  used: z
    .object({
      execution_id: z.string(),
      at: momentSchema,
      /** What the agent said became of it; `unknown` when it has said nothing for 15 minutes. */
      outcome: z.enum([...EXECUTION_OUTCOMES, 'unknown']).optional(),
      outcome_at: momentSchema.optional(),
    })
    .optional(),
  /** Approved, but never used: it can be used no more. */
  lapsed: z.literal(true).optional(),
  wait_url: z.string(),
});
export type ApprovalAnswer = z.infer<typeof approvalAnswerSchema>;

/** It enters the log and the receipt, which take no free text: an id, and nothing else. */
const executionIdSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/,
    'is an id of 1 to 200 letters, digits, dots, colons, slashes, hyphens or underscores',
  );

export const executionBodySchema = z.strictObject({
  execution_id: executionIdSchema,
  action: actionSchema,
  target: text(500),
  arguments: argumentsSchema,
});
export type ExecutionBody = z.infer<typeof executionBodySchema>;

const params = z.strictObject({ id: idSchema });

export const askOperation = operation({
  id: 'askApproval',
  method: 'post',
  path: '/v1/approvals',
  summary:
    'Ask for an approval. The same idempotency key with the same fields is the same request.',
  who: 'workflow',
  body: askBodySchema,
  answer: approvalAnswerSchema,
  statuses: [201, 200],
});

export const getApprovalOperation = operation({
  id: 'getApproval',
  method: 'get',
  path: '/v1/approvals/{id}',
  summary: 'Read an approval that this workflow asked for.',
  who: 'workflow',
  params,
  answer: approvalAnswerSchema,
});

export const waitOperation = operation({
  id: 'waitForApproval',
  method: 'get',
  path: '/v1/approvals/{id}/wait',
  summary: 'Wait until the approval has ended. Still waiting: ask again after Retry-After seconds.',
  who: 'workflow',
  params,
  query: z.strictObject({ seconds: countSchema(0, 60) }),
  answer: approvalAnswerSchema,
});

const outcomeBodySchema = z.strictObject({
  execution_id: executionIdSchema,
  outcome: z.enum(EXECUTION_OUTCOMES),
  note_digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is a SHA-256 in 64 hex digits')
    .optional()
    .describe('Of a note that the agent keeps itself: the log takes no free text.'),
});
export type OutcomeBody = z.infer<typeof outcomeBodySchema>;

export const outcomeOperation = operation({
  id: 'tellOutcome',
  method: 'post',
  path: '/v1/approvals/{id}/outcome',
  summary:
    'Say what became of the execution that has the receipt: once, and however late. The same again is the same answer.',
  who: 'workflow',
  params,
  body: outcomeBodySchema,
  answer: approvalAnswerSchema,
});

export const cancelOperation = operation({
  id: 'cancelApproval',
  method: 'post',
  path: '/v1/approvals/{id}/cancel',
  summary:
    'Withdraw a request that still waits. What is approved has ended: leave it unused, and it lapses.',
  who: 'workflow',
  params,
  answer: approvalAnswerSchema,
});

export const consumeOperation = operation({
  id: 'consumeApproval',
  method: 'post',
  path: '/v1/approvals/{id}/consume',
  summary:
    'Turn the approval into its one signed receipt. The same execution id gets the same receipt again.',
  who: 'workflow',
  params,
  body: executionBodySchema,
  answer: z.object({
    receipt: z.string(),
    again: z.boolean(),
    /** Credentials for the scopes that the action opens, one lease a connector. */
    leases: z.array(leaseAnswerSchema).default([]),
  }),
});

import * as z from 'zod';
import { LEAST_REASON, MOST_REASON, VERDICTS } from '../core/break-glass.ts';
import { idSchema, momentSchema, operation, text } from './operation.ts';

const params = z.strictObject({ id: idSchema });

/** Why; whether it says enough is told by the refusal. */
const breakGlassBodySchema = z.strictObject({
  reason: text(MOST_REASON).describe(
    `What is urgent, and why nobody who was asked can decide; at least ${LEAST_REASON} characters.`,
  ),
});
export type BreakGlassBody = z.infer<typeof breakGlassBodySchema>;

const reviewBodySchema = z.strictObject({ verdict: z.enum(VERDICTS), text: text(MOST_REASON) });
export type ReviewBody = z.infer<typeof reviewBodySchema>;

const breakGlassAnswerSchema = z.object({
  /** The approval's. */
  id: z.string(),
  workflow: z.string(),
  team: z.string(),
  action: z.string(),
  /** The admin's whole key, T…/U…. */
  by: z.string(),
  at: momentSchema,
  logged_in_at: momentSchema,
  review_due_at: momentSchema,
  /** Who may review it now; nobody once it is reviewed. */
  reviewers: z.array(z.string()),
  review: z.object({ verdict: z.enum(VERDICTS), by: z.string(), at: momentSchema }).optional(),
});
export type BreakGlassAnswer = z.infer<typeof breakGlassAnswerSchema>;

export const breakGlassOperation = operation({
  id: 'breakGlass',
  method: 'post',
  path: '/v1/approvals/{id}/break-glass',
  summary:
    'Begin to approve a waiting request alone, in an emergency. A platform admin logs in afresh at the address that is answered, and confirms it there; nothing is ended before that.',
  who: 'person',
  params,
  body: breakGlassBodySchema,
  answer: z.object({ login_url: z.string() }),
});

export const listBreakGlassOperation = operation({
  id: 'listBreakGlass',
  method: 'get',
  path: '/v1/break-glass',
  summary:
    'What was approved in an emergency, what is not reviewed yet first: all for auditors and admins, for others their teams’.',
  who: 'person',
  answer: z.object({ break_glass: z.array(breakGlassAnswerSchema) }),
});

export const reviewBreakGlassOperation = operation({
  id: 'reviewBreakGlass',
  method: 'post',
  path: '/v1/break-glass/{id}/review',
  summary:
    'Say whether it was justified: once, by somebody who had no part in it and is not in the platform team.',
  who: 'person',
  params,
  body: reviewBodySchema,
  answer: breakGlassAnswerSchema,
});

import * as z from 'zod';
import { momentSchema, operation } from './operation.ts';

const personSchema = z
  .string()
  .regex(
    /^(?:[A-Z][A-Z0-9]{1,30}\/)?[A-Z][A-Z0-9]{1,30}$/,
    "is a Slack user id (U…) or a person's whole key (T…/U…)",
  );

const delegationAnswerSchema = z.object({
  person: z.string(),
  /** Who decides in the person's place. */
  to: z.string(),
  /** Days in the time zone, YYYY-MM-DD; the first and the last one are part of it. */
  first_day: z.string(),
  last_day: z.string(),
  time_zone: z.string(),
  from: momentSchema,
  until: momentSchema,
  ended_at: momentSchema.optional(),
});
export type DelegationAnswer = z.infer<typeof delegationAnswerSchema>;

const delegationBodySchema = z.strictObject({
  to: personSchema,
  /** Today when absent. */
  first_day: z.iso.date().optional(),
  last_day: z.iso.date(),
});
export type DelegationBody = z.infer<typeof delegationBodySchema>;

export const getDelegationOperation = operation({
  id: 'getDelegation',
  method: 'get',
  path: '/v1/delegation',
  summary: 'Who decides in your place, now or soon.',
  who: 'person',
  answer: delegationAnswerSchema,
});

export const delegateOperation = operation({
  id: 'delegate',
  method: 'post',
  path: '/v1/delegation',
  summary:
    'Name somebody who decides on approvals in your place for some days, at most 90. Days are those of your time zone in Slack.',
  who: 'person',
  body: delegationBodySchema,
  answer: delegationAnswerSchema,
  statuses: [201],
});

export const endDelegationOperation = operation({
  id: 'endDelegation',
  method: 'post',
  path: '/v1/delegation/end',
  summary: 'End it early, at once.',
  who: 'person',
  answer: delegationAnswerSchema,
});

const waitingSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  team: z.string(),
  action: z.string(),
  target: z.string(),
  /** The eight digits people compare with the card. */
  fingerprint: z.string(),
  quorum: z.int(),
  approvals: z.int(),
  /** Whose turn it is, where that person named you for it. */
  in_place_of: z.string().optional(),
  /** Nobody can decide until the workflow runs again. */
  on_hold: z.literal(true).optional(),
  asked_at: momentSchema,
  expires_at: momentSchema,
});
export type WaitingAnswer = z.infer<typeof waitingSchema>;

export const waitingOperation = operation({
  id: 'waitingApprovals',
  method: 'get',
  path: '/v1/approvals',
  summary:
    'What waits for you, the approval that ends first first, without its arguments. People decide in Slack.',
  who: 'person',
  query: z.strictObject({ waiting: z.literal('me') }),
  answer: z.object({ items: z.array(waitingSchema) }),
});

import * as z from 'zod';
import {
  CHANGE_ANSWERS,
  CHANGE_KINDS,
  CHANGE_STATES,
  MOST_DETAIL,
  MOST_TEXT,
} from '../core/change-proposal.ts';
import { idSchema, momentSchema, operation, text } from './operation.ts';

const params = z.strictObject({ id: idSchema });

const changeSchema = z.object({
  id: z.string(),
  component: z.string(),
  kind: z.enum(CHANGE_KINDS),
  detail: z.string(),
  range: z.string(),
  text: z.string(),
  planned: z.iso.date(),
  team: z.string(),
  by: z.string(),
  at: momentSchema,
  state: z.enum(CHANGE_STATES),
  /** Owners are still being told, or shown how it ended. */
  telling: z.boolean(),
  ended_by: z.string().optional(),
  ended_at: momentSchema.optional(),
});

const affectedSchema = z.object({
  workflow: z.string(),
  team: z.string(),
  owner: z.string(),
  /** `locked`: what runs today is affected. `range`: only what is declared allows it. */
  by: z.enum(['locked', 'range']),
  /** What it pins, and at which version it is locked. */
  component: z.string(),
  version: z.string(),
  /** The releases between, nearest to the component first; empty for a direct pin. */
  via: z.array(z.string()),
});

const countsSchema = z.object({ told: z.int(), seen: z.int(), breaks: z.int(), open: z.int() });

const changeAnswerSchema = z.object({
  change: changeSchema,
  workflows: z.int(),
  /** People, by what they answered. */
  counts: countsSchema,
  answers: z.array(
    z.object({
      person: z.string(),
      workflows: z.array(z.string()),
      says: z.enum(CHANGE_ANSWERS).optional(),
      at: momentSchema.optional(),
      reason: z.string().optional(),
    }),
  ),
  /** Workflows of which nobody is left to tell. */
  ownerless: z.array(z.string()),
});
export type ChangeShownAnswer = z.infer<typeof changeAnswerSchema>;

const proposedAnswerSchema = z.object({
  /** Absent on a dry run: nothing was sent. */
  change: changeSchema.optional(),
  affected: z.array(affectedSchema),
  /** People who get one message each. */
  owners: z.int(),
  ownerless: z.array(z.string()),
  /** True when there were more than could be followed. */
  cut: z.boolean(),
});
export type ProposedChangeAnswer = z.infer<typeof proposedAnswerSchema>;

export const proposeChangeOperation = operation({
  id: 'proposeChange',
  method: 'post',
  path: '/v1/changes',
  summary:
    'Announce what is planned to the owners of all that depends on it. With dry_run: show them, and tell nobody.',
  who: 'person',
  body: z.strictObject({
    component: text(200),
    kind: z.enum(CHANGE_KINDS),
    detail: z.string().max(MOST_DETAIL).optional(),
    /** All versions before the new one, or all there are, when absent. */
    range: text(100).optional(),
    text: text(MOST_TEXT),
    planned: z.iso.date(),
    dry_run: z.boolean().optional(),
  }),
  answer: proposedAnswerSchema,
  statuses: [201, 200],
});

export const getChangeOperation = operation({
  id: 'getChange',
  method: 'get',
  path: '/v1/changes/{id}',
  summary: 'A planned change: who was told, and what they answered.',
  who: 'person',
  params,
  answer: changeAnswerSchema,
});

export const endChangeOperation = operation({
  id: 'endChange',
  method: 'post',
  path: '/v1/changes/{id}/end',
  summary: 'Withdraw a planned change, or mark it as done. Every message then says so.',
  who: 'person',
  params,
  body: z.strictObject({ as: z.enum(['withdrawn', 'done']) }),
  answer: changeSchema,
});

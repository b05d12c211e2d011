import * as z from 'zod';
import { agentKindSchema, factsSchema } from '../core/agent-event.ts';
import { momentSchema, operation, text } from './operation.ts';

const appendBodySchema = z.strictObject({
  /** The agent's own key of it: the same one with the same content is appended once. */
  idempotency_key: text(200),
  kind: agentKindSchema,
  /** Ids, numbers, yes or no: they stand in the log for ever. */
  facts: factsSchema.optional(),
  /** Any JSON of up to 8 KB. Only its SHA-256 is kept. */
  payload: z.unknown().optional(),
  /** Kept beside the log, which holds a salted digest of it, until the retention time is over. */
  text: text(2000).optional(),
});
export type AppendBody = z.infer<typeof appendBodySchema>;

export const appendOperation = operation({
  id: 'appendEvent',
  method: 'post',
  path: '/v1/events',
  summary: "Append an event of the agent's own to its log. It is marked as the agent's claim.",
  who: 'workflow',
  body: appendBodySchema,
  answer: z.object({
    /** `agent/<workflow>/<shard>`, one of the workflow's own chains, and the number there. */
    subject: z.string(),
    seq: z.int(),
    at: momentSchema,
    again: z.boolean(),
  }),
  statuses: [201, 200],
});

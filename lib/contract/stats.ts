import * as z from 'zod';
import { momentSchema, operation } from './operation.ts';

/** `minutes` is absent where there are fewer than five to tell it from. */
const medianSchema = z.object({ of: z.int(), minutes: z.number().optional() });

const figures = {
  opened: z.int(),
  matched: z.int(),
  sent: z.int(),
  requests: z.int(),
  reused: z.int(),
  waiting: z.int(),
  /** Requests that wait for the owner of what nearly fits. */
  extending: z.int(),
  to_registered: medianSchema,
  /** To the first approved action that ran; leases are not measured, as there are none yet. */
  to_first_use: medianSchema,
};

const statsAnswerSchema = z.object({
  at: momentSchema,
  /** All teams, or the ids of the caller's. */
  scope: z.union([z.literal('all'), z.array(z.string())]),
  total: z.object(figures),
  months: z.array(z.object({ month: z.string(), ...figures })),
  teams: z.array(z.object({ team: z.string(), ...figures })),
});
export type StatsAnswer = z.infer<typeof statsAnswerSchema>;

export const statsOperation = operation({
  id: 'readStats',
  method: 'get',
  path: '/v1/stats',
  summary:
    "How long asking takes and where people give up, over this month and the two before: one's own teams'; for admins and auditors all.",
  who: 'person',
  answer: statsAnswerSchema,
});

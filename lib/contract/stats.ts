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

const approvalFigures = {
  ended: z.int(),
  approved: z.int(),
  denied: z.int(),
  /** Nobody decided in time. */
  expired: z.int(),
  cancelled: z.int(),
  break_glass: z.int(),
  /** Approved, but never used. */
  lapsed: z.int(),
  /** Used, and the agent has not said what became of it. */
  outcome_unknown: z.int(),
  /** In minutes; `p90` from ten decisions on. */
  to_decide: medianSchema.extend({ p90: z.number().optional() }),
};

const statsAnswerSchema = z.object({
  at: momentSchema,
  /** All teams, or the ids of the caller's. */
  scope: z.union([z.literal('all'), z.array(z.string())]),
  total: z.object(figures),
  months: z.array(z.object({ month: z.string(), ...figures })),
  teams: z.array(z.object({ team: z.string(), ...figures })),
  /** Of approvals that ended in these months. */
  approvals: z.object({
    total: z.object(approvalFigures),
    teams: z.array(z.object({ team: z.string(), ...approvalFigures })),
  }),
});
export type StatsAnswer = z.infer<typeof statsAnswerSchema>;

export const statsOperation = operation({
  id: 'readStats',
  method: 'get',
  path: '/v1/stats',
  summary:
    "How long asking and approving take and where people give up, over this month and the two before: one's own teams'; for admins and auditors all.",
  who: 'person',
  answer: statsAnswerSchema,
});

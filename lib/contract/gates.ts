import * as z from 'zod';
import { actionSchema } from '../core/component.ts';
import { operation } from './operation.ts';

const person = z.string().describe("A person's whole key, T…/U….");

const gateExplainedSchema = z.object({
  action: z.string(),
  /** In the order in which they are asked; all of them have to pass. */
  stages: z.array(
    z.object({
      of: z.enum(['baseline', 'manifest']),
      /** As what they are asked now; a newer server may know more ways. */
      via: z.string(),
      quorum: z.int(),
      asked: z.array(person),
      step_up: z.boolean(),
      reason_required: z.boolean(),
      say: z.string(),
    }),
  ),
  excluded: z.array(z.object({ person, why: z.string(), say: z.string() })),
  expires_in_minutes: z.int(),
  remind_after_minutes: z.int(),
  escalate_after_minutes: z.int(),
  /** Whether those who are left could approve it today. */
  enough: z.boolean(),
  /** All of it in whole sentences, in the order in which it happens. */
  say: z.array(z.string()),
});

export const explainGatesOperation = operation({
  id: 'explainGates',
  method: 'post',
  path: '/v1/gates/explain',
  summary:
    'What would be asked of whom, and why, before each gated action of a manifest runs. The body is the manifest; nothing is registered.',
  who: 'person-or-ci',
  query: z.strictObject({ action: actionSchema.optional() }),
  /** Any object: what is wrong with it is the answer. */
  body: z.record(z.string(), z.unknown()),
  answer: z.object({
    /** Absent where the manifest has problems. */
    workflow: z.string().optional(),
    /** The baseline's version that it was held against. */
    baseline: z.int().optional(),
    gates: z.array(gateExplainedSchema),
    /** Gates that credentials do not hold, in sentences. */
    advisory: z.array(z.string()),
    problems: z.array(z.object({ field: z.string(), message: z.string() })),
  }),
});

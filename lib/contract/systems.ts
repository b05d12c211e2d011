import * as z from 'zod';
import { GATED } from '../core/reach.ts';
import { STATUSES } from '../core/workflow.ts';
import { countSchema, operation, text } from './operation.ts';

export const systemsOperation = operation({
  id: 'listSystems',
  method: 'get',
  path: '/v1/systems',
  summary: 'Every system that a workflow can touch, the most touched first.',
  who: 'person',
  answer: z.object({
    systems: z.array(z.object({ system: z.string(), workflows: z.int() })),
    /** False while workflows of an earlier version are still being filed under their systems. */
    complete: z.boolean(),
  }),
});

const reachSchema = z.object({
  workflow: z.string(),
  team: z.string(),
  owner: z.string(),
  backup: z.string().optional(),
  status: z.enum(STATUSES),
  revision: z.int(),
  /** `manifest` where the manifest declares it; else the locked releases that touch it. */
  via: z.array(z.string()),
  /** Scopes in force of what touches it. */
  scopes: z.array(z.string()),
  /** Scopes that it asks for and nobody has given yet. */
  waiting_scopes: z.array(z.string()),
  /** How much of what can happen waits for an approval. */
  gated: z.enum(GATED),
  gated_actions: z.array(z.string()),
  open_actions: z.array(z.string()),
});
export type ReachAnswer = z.infer<typeof reachSchema>;

export const reachOperation = operation({
  id: 'reachSystem',
  method: 'get',
  path: '/v1/systems/{name}/workflows',
  summary: 'Which workflows can touch a system. Its name matches in any case, with any spaces.',
  who: 'person',
  params: z.strictObject({ name: text(200) }),
  query: z.strictObject({ limit: countSchema(1, 100), cursor: text(200).optional() }),
  answer: z.object({
    system: z.string(),
    items: z.array(reachSchema),
    /** Hand it back for the next page; absent after the last row. */
    next: z.string().optional(),
    /** False while workflows of an earlier version are still being filed under their systems. */
    complete: z.boolean(),
    /** Read units that this page's edges cost. */
    read_units: z.number(),
  }),
});

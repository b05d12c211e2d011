import * as z from 'zod';
import { STATUSES } from '../core/workflow.ts';
import { countSchema, idSchema, operation, text } from './operation.ts';

const scopeRowSchema = z.object({
  workflow: z.string(),
  team: z.string(),
  owner: z.string(),
  status: z.enum(STATUSES),
  version: z.string(),
  /** Scopes in force. */
  scopes: z.array(z.string()),
  waiting_scopes: z.array(z.string()),
  /** Those in force that are not standard. */
  wider: z.array(z.string()),
});
export type ScopeRowAnswer = z.infer<typeof scopeRowSchema>;

export const connectorScopesOperation = operation({
  id: 'connectorScopes',
  method: 'get',
  path: '/v1/components/connector/{name}/scopes',
  summary: 'The scopes of all workflows of a connector side by side, the widest first.',
  who: 'person',
  params: z.strictObject({ name: idSchema }),
  query: z.strictObject({ limit: countSchema(1, 100), cursor: text(20).optional() }),
  answer: z.object({
    component: z.string(),
    standard: z.array(z.string()),
    /** `baseline`: what it gives to everybody. `most`: what more than half of the workflows have. */
    standard_by: z.enum(['baseline', 'most']),
    items: z.array(scopeRowSchema),
    total: z.int(),
    /** How many of all have more than the standard. */
    wider: z.int(),
    /** Hand it back for the next page; absent on the last one. */
    next: z.string().optional(),
  }),
});

import * as z from 'zod';
import { personKeySchema } from '../core/people.ts';
import { STATUSES } from '../core/workflow.ts';
import { countSchema, momentSchema, operation, text } from './operation.ts';

const listedSchema = z.object({
  workflow: z.string(),
  team: z.string(),
  owner: z.string(),
  backup: z.string().optional(),
  status: z.enum(STATUSES),
  purpose: z.string(),
  revision: z.int(),
  updated_at: momentSchema,
});
export type ListedAnswer = z.infer<typeof listedSchema>;

export const listWorkflowsOperation = operation({
  id: 'listWorkflows',
  method: 'get',
  path: '/v1/workflows',
  summary: 'Workflows by owner, team, status and flag: all that is said holds for each of them.',
  who: 'person',
  query: z.strictObject({
    /** `T…/U…` */
    owner: personKeySchema.optional(),
    team: text(60).optional(),
    status: text(40).optional(),
    /** `stale`, `orphaned`, `past-sunset`, `drifting` or `broken`; looked up workflow by workflow, so a page may be short. */
    flag: text(40).optional(),
    limit: countSchema(1, 100),
    cursor: text(100).optional(),
  }),
  answer: z.object({
    items: z.array(listedSchema),
    /** Hand it back for the next page; absent on the last one. */
    next: z.string().optional(),
    /** How many there are in all; absent where a flag is asked for. */
    total: z.int().optional(),
  }),
});

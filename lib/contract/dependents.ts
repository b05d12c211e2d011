import * as z from 'zod';
import { countSchema, idSchema, momentSchema, operation, text } from './operation.ts';

const dependentSchema = z.object({
  workflow: z.string(),
  team: z.string(),
  owner: z.string(),
  backup: z.string().optional(),
  status: z.string(),
  /** Declared, and touched by the releases it is locked to. */
  systems: z.array(z.string()),
  revision: z.int(),
  /** The last use of any of its keys; absent when none was ever used. */
  last_seen: momentSchema.optional(),
  /** `locked`: what runs today lies in the range asked for. `range`: only what is declared allows it. */
  by: z.enum(['locked', 'range']),
  range: z.string(),
  version: z.string(),
  /** The releases between, nearest to the question first; empty for a direct pin. */
  via: z.array(z.string()),
});
export type DependentAnswer = z.infer<typeof dependentSchema>;

export const dependentsOperation = operation({
  id: 'dependents',
  method: 'get',
  path: '/v1/components/{kind}/{name}/dependents',
  summary: 'Which workflows depend on a component in a version range: directly, or over releases.',
  who: 'person',
  params: z.strictObject({ kind: idSchema, name: idSchema }),
  query: z.strictObject({
    /** All versions when absent. */
    range: text(100).optional(),
    /** `yes` follows releases that use the component, upward. */
    transitive: z.enum(['yes', 'no']).optional(),
    limit: countSchema(1, 100),
    cursor: text(500).optional(),
  }),
  answer: z.object({
    component: z.string(),
    range: z.string(),
    dependents: z.array(dependentSchema),
    /** Ranges of the component that end, and meet the one that was asked about. */
    endings: z.array(
      z.object({
        range: z.string(),
        closes: momentSchema,
        stops: momentSchema,
        /** `component@version` */
        successor: z.string(),
      }),
    ),
    /** Hand it back for the next page; absent after the last row. */
    next: z.string().optional(),
    /** True when more than 1,000 releases lie between and not all were followed. */
    cut: z.boolean(),
    /** Read units that this page's edges cost. */
    read_units: z.number(),
  }),
});

import * as z from 'zod';
import { estateSourceSchema } from '../core/discovered.ts';
import { estateRowSchema } from '../core/estate-row.ts';
import {
  comparedSourceSchema,
  MOST_SEEN,
  SOURCE_KINDS,
  seenItemSchema,
} from '../core/estate-source.ts';
import { oversightRowSchema, oversightSourceSchema } from '../core/oversight.ts';
import { countSchema, momentSchema, operation, text } from './operation.ts';

/** "Batches": so many rows in one call, each in a transaction of its own. */
export const MOST_ROWS_AT_ONCE = 50;

const importedRowSchema = z.object({
  /** Its line in the file. */
  row: z.int(),
  id: z.string(),
  outcome: z.enum(['added', 'changed', 'unchanged', 'refused']),
  field: z.string().optional(),
  why: z.string().optional(),
  say: z.string().optional(),
});
export type ImportedRowAnswer = z.infer<typeof importedRowSchema>;

const discoveredBodySchema = z.strictObject({
  source: estateSourceSchema,
  rows: z.array(estateRowSchema).min(1).max(MOST_ROWS_AT_ONCE),
  /** Look everything up, decide, and write nothing. */
  dry_run: z.boolean().optional(),
});
export type DiscoveredBody = z.infer<typeof discoveredBodySchema>;

export const importEstateOperation = operation({
  id: 'importDiscovered',
  method: 'post',
  path: '/v1/discovered',
  summary: `Take workflows in that run already, at most ${MOST_ROWS_AT_ONCE} a call. They get no credentials.`,
  who: 'person',
  body: discoveredBodySchema,
  answer: z.object({ results: z.array(importedRowSchema) }),
});

const discoverBodySchema = z.strictObject({
  kind: z.enum(SOURCE_KINDS),
  /** The same name is the same source the next time. */
  name: text(100),
  /** All that the source holds now: what is missing has vanished. */
  items: z.array(seenItemSchema).max(MOST_SEEN),
  /** Refs of what is there and could not be read: it has not vanished. */
  unread: z.array(text(300)).max(MOST_SEEN).optional(),
});
export type DiscoverBody = z.input<typeof discoverBodySchema>;

const { kind, name, comparedAt: _, counts } = comparedSourceSchema.shape;

export const discoveryAnswerSchema = z.object({
  ...{ kind, name, counts },
  compared_at: momentSchema,
  unregistered: z.array(seenItemSchema),
  vanished: z.array(z.string()),
  look_alikes: z.array(z.object({ name: z.string(), like: z.string(), why: z.string() })),
});
export type DiscoveryAnswer = z.infer<typeof discoveryAnswerSchema>;

export const discoverOperation = operation({
  id: 'discover',
  method: 'post',
  path: '/v1/discover',
  summary: 'Compare what a source holds with the registry: unregistered, vanished, look-alikes.',
  who: 'person',
  body: discoverBodySchema,
  answer: discoveryAnswerSchema,
});

export const oversightAnswerSchema = z.object({
  at: momentSchema,
  rows: z.array(oversightRowSchema),
  /** Send it as `after` for the next page; absent on the last one. */
  next: z.string().optional(),
  /** Of everything, by kind and status: `workflow/active`, `discovered/gone`, … */
  totals: z.record(z.string(), z.int()),
  total: z.int(),
  /** The same, counted by the database itself: other than `total` where something was written meanwhile. */
  counted: z.int(),
  /** Of all workflows, the most touched first. */
  systems: z.array(z.object({ system: z.string(), workflows: z.int() })),
  sources: z.array(oversightSourceSchema),
  /** Never true: nobody can know of what was never compared. */
  complete: z.literal(false),
  why_incomplete: z.array(z.string()).min(1),
});
export type OversightAnswer = z.infer<typeof oversightAnswerSchema>;

export const oversightOperation = operation({
  id: 'oversight',
  method: 'get',
  path: '/v1/oversight',
  summary:
    'Everything that runs as far as it is known: owner, status, access. Auditors and admins.',
  who: 'person',
  query: z.strictObject({ after: text(200).optional(), most: countSchema(1, 200) }),
  answer: oversightAnswerSchema,
});

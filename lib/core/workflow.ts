import * as z from 'zod';
import { manifestSchema } from './manifest.ts';
import { personKeySchema } from './people.ts';

export const STATUSES = ['discovered', 'registered', 'active', 'paused', 'retired'] as const;

/** What a pin is locked to: "On registration each pin is locked to the highest open release." */
export const lockSchema = z.strictObject({
  component: z.string(),
  range: z.string(),
  version: z.string(),
});
export type Lock = z.infer<typeof lockSchema>;

/** The workflow's one key. The secret itself is known to its holder alone; here is only its hash. */
const keyRecordSchema = z.strictObject({
  id: z.string(),
  hash: z.string(),
  holder: personKeySchema,
  issuedAt: z.string(),
});

/** A running agent automation of one team, as the registry knows it. */
export const workflowSchema = z.object({
  id: z.string(),
  team: z.string(),
  owner: personKeySchema,
  backup: personKeySchema.optional(),
  purpose: z.string(),
  status: z.enum(STATUSES),
  home: z.enum(['slack', 'repo']),
  /** Counts accepted manifests, from 1. */
  revision: z.int(),
  /** The revision at which anything that a gate depends on last changed. */
  gateRevision: z.int(),
  manifest: manifestSchema,
  locks: z.array(lockSchema),
  /** Every action that a locked release lists. */
  actions: z.array(z.string()),
  missingScopes: z.array(z.string()),
  lastEditor: personKeySchema,
  registeredAt: z.string(),
  updatedAt: z.string(),
  key: keyRecordSchema.optional(),
});
export type Workflow = z.infer<typeof workflowSchema>;

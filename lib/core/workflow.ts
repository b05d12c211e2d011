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

/** A key. The secret itself is known to its holder alone; here is only its hash. */
export const keyRecordSchema = z.strictObject({
  id: z.string(),
  hash: z.string(),
  holder: personKeySchema,
  issuedAt: z.string(),
  /** When it stops: set once a newer key took its place, so that both work for a while. */
  endsAt: z.string().optional(),
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;

/** Those of the keys that still open something at `now`. */
export function keysInForce(keys: readonly KeyRecord[] | undefined, now: string): KeyRecord[] {
  return (keys ?? []).filter((key) => key.endsAt === undefined || key.endsAt > now);
}

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
  /** Scopes that a review gave this workflow, besides those that the baseline gives everybody. */
  granted: z.array(z.string()).optional(),
  /** A person, or `ci/<identity>` where no person can be named. */
  lastEditor: z.string(),
  registeredAt: z.string(),
  updatedAt: z.string(),
  keys: z.array(keyRecordSchema).max(10).optional(),
  /** The revision that waits for its review, `rev_…`; the accepted one is in force meanwhile. */
  proposed: z.string().optional(),
});
export type Workflow = z.infer<typeof workflowSchema>;

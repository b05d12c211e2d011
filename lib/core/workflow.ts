import * as z from 'zod';
import { grantSchema, wantSchema } from './grant.ts';
import { manifestSchema } from './manifest.ts';
import { personKeySchema } from './people.ts';
import { touchSchema } from './systems.ts';
import { webhookSchema } from './webhook.ts';

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

const pausedSchema = z.strictObject({
  at: z.string(),
  by: personKeySchema,
  admin: z.boolean(),
  reason: z.string(),
});

const retiredSchema = z.strictObject({ at: z.string(), by: personKeySchema, reason: z.string() });

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
  /** Names of the scopes that were missing when this was written; `accessOf` says what is missing now. */
  missingScopes: z.array(z.string()),
  /** What its manifest needs of each connector; absent on a workflow from before that was kept. */
  needs: z.array(z.strictObject({ connector: z.string(), scopes: z.array(z.string()) })).optional(),
  grants: z.array(grantSchema).optional(),
  /** What waits for the platform's answer, with the access request (`acc_…`) that it is in. */
  asked: z.array(wantSchema.extend({ request: z.string() })).optional(),
  /** A person, or `ci/<identity>` where no person can be named. */
  lastEditor: z.string(),
  registeredAt: z.string(),
  updatedAt: z.string(),
  keys: z.array(keyRecordSchema).max(10).optional(),
  /** What it can touch, and through what; absent until a workflow from before was filed under its systems. */
  systems: z.array(touchSchema).optional(),
  /** Who paused it, and why. `admin`: the platform did, so that only the platform ends it. */
  paused: pausedSchema.optional(),
  /** Who retired it, and why; gone when its team registers it anew. */
  retired: retiredSchema.optional(),
  /** The revision that waits for its review, `rev_…`; the accepted one is in force meanwhile. */
  proposed: z.string().optional(),
  /** Where the endings of its approvals are told. */
  webhook: webhookSchema.optional(),
});
export type Workflow = z.infer<typeof workflowSchema>;

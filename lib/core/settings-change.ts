import * as z from 'zod';
import { rulesSchema } from './baseline.ts';
import { identityProviderSchema } from './identity-provider.ts';
import { personKeySchema } from './people.ts';

/** What needs two people: "Changes to admins, auditors, baseline or retention need a second admin." */
export const wantedSchema = z.discriminatedUnion('about', [
  z.strictObject({
    about: z.enum(['add-admin', 'remove-admin', 'add-auditor', 'remove-auditor']),
    person: personKeySchema,
  }),
  z.strictObject({ about: z.literal('retention'), days: z.int().min(30).max(3650) }),
  /** Where people log in afresh; null takes it away. */
  z.strictObject({
    about: z.literal('identity-provider'),
    provider: identityProviderSchema.nullable(),
  }),
  z.strictObject({
    about: z.literal('baseline'),
    /** The version that these rules were written against: a later one makes the change stale. */
    against: z.int().min(1),
    rules: rulesSchema,
  }),
]);
export type WantedChange = z.infer<typeof wantedSchema>;

export const CHANGE_STATES = ['open', 'in-force', 'flagged', 'refused', 'withdrawn'] as const;

/** A change that waits for a second admin, or waited. `flagged`: in force by a lone admin's word alone. */
export const settingsChangeSchema = z.object({
  id: z.string(),
  wanted: wantedSchema,
  state: z.enum(CHANGE_STATES),
  by: personKeySchema,
  at: z.string(),
  answer: z
    .strictObject({ by: personKeySchema, name: z.string(), at: z.string(), reason: z.string() })
    .optional(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

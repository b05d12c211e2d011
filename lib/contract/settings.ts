import * as z from 'zod';
import { identityProviderSchema } from '../core/identity-provider.ts';
import { LACKS } from '../core/settings.ts';
import { CHANGE_STATES } from '../core/settings-change.ts';
import { momentSchema, operation } from './operation.ts';

export const settingsAnswerSchema = z.object({
  name: z.string(),
  admins: z.array(z.string()),
  auditors: z.array(z.string()),
  platform_team: z.string(),
  /** Empty where none is chosen yet. */
  platform_channel: z.string(),
  catalog_channel: z.string(),
  time_zone: z.string(),
  /** Monday to Friday. */
  hours: z.object({ from: z.string(), to: z.string() }),
  holidays: z.array(z.string()),
  retention_days: z.int(),
  issuers: z.array(z.object({ issuer: z.string(), audience: z.string() })),
  /** Where people log in afresh; its secret is shown nowhere. */
  identity_provider: z
    .object({
      issuer: z.string(),
      client_id: z.string(),
      has_secret: z.boolean(),
      email_claim: z.string(),
    })
    .optional(),
  /** What the set-up still lacks. */
  missing: z.array(z.enum(LACKS)),
});
export type SettingsAnswer = z.infer<typeof settingsAnswerSchema>;

const changeSchema = z.object({
  id: z.string(),
  about: z.string(),
  person: z.string().optional(),
  days: z.int().optional(),
  /** The version of the baseline that the new rules were written against. */
  against: z.int().optional(),
  /** The identity provider that is to be set, or `none`. */
  issuer: z.string().optional(),
  state: z.enum(CHANGE_STATES),
  by: z.string(),
  at: momentSchema,
  answered_by: z.string().optional(),
  answered_at: momentSchema.optional(),
  reason: z.string().optional(),
});
export type ChangeAnswer = z.infer<typeof changeSchema>;

export const changesAnswerSchema = z.object({
  /** Waiting for a second admin. */
  open: z.array(changeSchema),
  /** In force by a lone admin's word, not yet countersigned. */
  flagged: z.array(changeSchema),
  /** Answered, the newest first: at most 50. */
  recent: z.array(changeSchema),
});
export type ChangesAnswer = z.infer<typeof changesAnswerSchema>;

export const settingsOperation = operation({
  id: 'settings',
  method: 'get',
  path: '/v1/settings',
  summary: 'The settings of the organisation, for admins and auditors. They are changed in Slack.',
  who: 'person',
  answer: settingsAnswerSchema,
});

export const settingsChangesOperation = operation({
  id: 'settingsChanges',
  method: 'get',
  path: '/v1/settings/changes',
  summary: 'Changes that need two admins: open, flagged, and answered last.',
  who: 'person',
  answer: changesAnswerSchema,
});

export const setProviderOperation = operation({
  id: 'setIdentityProvider',
  method: 'post',
  path: '/v1/settings/identity-provider',
  summary:
    'Proposes the identity provider (OpenID Connect) that people log in at afresh; a second admin countersigns it. The secret of a confidential client is kept sealed and never shown.',
  who: 'person',
  body: z.strictObject({
    issuer: z.url().max(300),
    client_id: z.string().min(1).max(200),
    client_secret: z.string().min(1).max(1000).optional(),
    email_claim: identityProviderSchema.shape.emailClaim,
  }),
  answer: changeSchema,
});

export const removeProviderOperation = operation({
  id: 'removeIdentityProvider',
  method: 'post',
  path: '/v1/settings/identity-provider/remove',
  summary:
    'Proposes to do without fresh logins; refused while any approval rule asks for one. A second admin countersigns it.',
  who: 'person',
  answer: changeSchema,
});

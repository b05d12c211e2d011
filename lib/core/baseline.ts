import * as z from 'zod';
import { actionSchema } from './component.ts';
import { gateTerms } from './gate-terms.ts';
import { teamIdSchema } from './people.ts';

export const MODES = ['off', 'observe', 'enforce'] as const;
export type Mode = (typeof MODES)[number];

/** How strict a rule is: for everybody, and per team from a day on (YYYY-MM-DD). */
const mode = {
  mode: z.enum(MODES),
  teams: z
    .record(teamIdSchema, z.strictObject({ mode: z.enum(MODES), from: z.iso.date() }))
    .optional(),
};
const scopes = z.array(z.string().min(1).max(200)).max(200);
const models = z.array(z.string().min(1).max(100)).max(50);

/** The platform's rules. "A baseline rule is `observe` or `enforce`, per team with a date." */
export const rulesSchema = z.strictObject({
  'no-floating-pins': z.strictObject(mode),
  'range-width': z.strictObject({ ...mode, widest: z.enum(['exact', 'patch', 'minor']) }),
  'owner-required': z.strictObject(mode),
  'backup-required': z.strictObject(mode),
  /** Actions that are gated whatever the manifest says, and who decides on them. */
  'gated-actions': z.strictObject({
    ...mode,
    actions: z
      .array(
        z.strictObject({
          action: actionSchema,
          by: z.enum(['team', 'lead', 'platform']),
          ...gateTerms,
        }),
      )
      .max(100),
  }),
  'scopes-never': z.strictObject({ ...mode, scopes }),
  'models-by-class': z.strictObject({
    ...mode,
    'high-stakes': models,
    analytical: models,
    'high-volume': models,
  }),
  'review-interval': z.strictObject({ ...mode, days: z.int().min(7).max(730) }),
  'payload-limit': z.strictObject({
    ...mode,
    bytes: z
      .int()
      .min(1024)
      .max(256 * 1024),
  }),
  /** "Scopes that the baseline gives everybody": not a rule to break, so it has no mode. */
  'pre-granted-scopes': z.strictObject({ scopes }),
});
export type Rules = z.infer<typeof rulesSchema>;

/** "Baselines are versioned": version 1 is the one that ships. */
export const baselineSchema = z.object({
  version: z.int().min(1),
  rules: rulesSchema,
  since: z.string(),
  by: z.string(),
});
export type Baseline = z.infer<typeof baselineSchema>;

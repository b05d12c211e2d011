import * as z from 'zod';
import { manifestSchema } from '../core/manifest.ts';
import { REVIEWS } from '../core/registration/reviews.ts';
import { idSchema, operation, text } from './operation.ts';
import { registeredSchema } from './workflows.ts';

const params = z.strictObject({ id: idSchema });
const reasonSchema = z.object({ review: z.enum(REVIEWS), field: z.string(), say: z.string() });

const offerSchema = z.object({
  component: z.string(),
  locked: z.string(),
  version: z.string(),
  /** Whether the declared range allows it: then the lock alone moves. */
  within: z.boolean(),
  /** What the manifest's line says then. */
  range: z.string(),
  lifecycle: z.string(),
  same_permissions: z.boolean(),
  difference: z.array(z.object({ field: z.string(), effect: z.string(), say: z.string() })),
  /** The workflow's own model, where the two releases name different ones. */
  keeps_model: z.string().optional(),
  /** What taking it, and nothing else, comes to. */
  effect: z.enum(['at-once', 'review', 'refused']),
  reasons: z.array(reasonSchema),
  /** Why it cannot be taken. */
  problems: z.array(z.string()),
});
export type OfferAnswer = z.infer<typeof offerSchema>;

export const upgradesOperation = operation({
  id: 'listUpgrades',
  method: 'get',
  path: '/v1/workflows/{id}/upgrades',
  summary: 'Later open releases of what a workflow pins, each with its difference.',
  who: 'person-or-ci',
  params,
  answer: z.object({ workflow: z.string(), revision: z.int(), offers: z.array(offerSchema) }),
});

/** What a change of versions came to. */
const changedSchema = registeredSchema.extend({
  /** `patch`: nothing is registered, as the manifest is kept in a repository. */
  outcome: z.enum(['registered', 'unchanged', 'proposed', 'patch']),
  /** What to change in the repository; CI registers it then. */
  patch: z
    .object({
      manifest: z.looseObject(manifestSchema.shape),
      changes: z.array(z.object({ field: z.string(), say: z.string() })),
      /** Why it will wait for a review, if it will. */
      waits: z.array(z.string()),
    })
    .optional(),
});
export type ChangedAnswer = z.infer<typeof changedSchema>;

export const takeUpgradesOperation = operation({
  id: 'takeUpgrades',
  method: 'post',
  path: '/v1/workflows/{id}/upgrades',
  summary: 'Move locks to these very versions. With dry_run nothing is written.',
  who: 'person-or-ci',
  params,
  body: z.strictObject({
    take: z
      .array(z.strictObject({ component: text(200), version: text(100) }))
      .min(1)
      .max(40),
    dry_run: z.boolean().optional(),
  }),
  answer: changedSchema,
  statuses: [200, 202],
});

export const rollbackOperation = operation({
  id: 'rollback',
  method: 'post',
  path: '/v1/workflows/{id}/rollback',
  summary: 'Register an earlier revision again, with the versions it was locked to as far as open.',
  who: 'person-or-ci',
  params,
  body: z.strictObject({ revision: z.int().min(1), dry_run: z.boolean().optional() }),
  answer: changedSchema,
  statuses: [200, 202],
});

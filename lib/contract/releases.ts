import * as z from 'zod';
import { componentSchema, KINDS, nameSchema, releaseSchema } from '../core/component.ts';
import { releaseDraftSchema } from '../core/release-draft.ts';
import { releaseAnswerSchema } from './catalog.ts';
import { idSchema, operation, text } from './operation.ts';

const { visibility, latest } = componentSchema.shape;
const { surface, uses, fingerprint, terms } = releaseSchema.shape;

const changeSchema = z.object({
  /** `scopes`, `uses`, `license`, …: the release's own field. */
  field: z.string(),
  effect: z.enum(['adds', 'drops', 'changes']),
  say: z.string(),
});
export type ReleaseChangeAnswer = z.infer<typeof changeSchema>;

const placeSchema = z.object({ component: z.string(), version: z.string() });

const publishedSchema = z.object({
  /** `would-publish`: a dry run, and nothing is written. */
  outcome: z.enum(['published', 'unchanged', 'would-publish']),
  component: z.string(),
  version: z.string(),
  team: z.string(),
  visibility,
  /** The version that stands for the component: an older one or a pre-release does not move it. */
  latest,
  ...{ fingerprint, surface, uses, terms },
  /** What `changes` are told against: the newest version, or the origin of a copy; absent for a first. */
  against: placeSchema.optional(),
  changes: z.array(changeSchema),
  warnings: z.array(z.string()),
});
export type PublishedAnswer = z.infer<typeof publishedSchema>;

export const publishOperation = operation({
  id: 'publishRelease',
  method: 'post',
  path: '/v1/components/{kind}/{name}/releases',
  summary:
    "Publish a release of a team's own component; the first one makes the component. A published version never changes.",
  who: 'person-or-ci',
  params: z.strictObject({ kind: z.enum(KINDS), name: nameSchema }),
  /** `yes`: say what would be published, and publish nothing. */
  query: z.strictObject({ dry_run: z.enum(['yes', 'no']).optional() }),
  body: releaseDraftSchema,
  answer: publishedSchema,
  statuses: [201, 200],
});

export const getReleaseOperation = operation({
  id: 'getRelease',
  method: 'get',
  path: '/v1/components/{kind}/{name}/releases/{version}',
  summary:
    'One version as it stands now. Of one that ends, the answer carries Deprecation (RFC 9745), Sunset (RFC 8594) and the successor-version.',
  who: 'person-or-ci',
  params: z.strictObject({ kind: idSchema, name: idSchema, version: text(200) }),
  answer: releaseAnswerSchema.extend({ component: z.string() }),
});

export const releaseDiffOperation = operation({
  id: 'diffReleases',
  method: 'get',
  path: '/v1/components/{kind}/{name}/diff',
  summary: 'What differs between two versions of a component, or a copy and its origin, in words.',
  who: 'person-or-ci',
  params: z.strictObject({ kind: idSchema, name: idSchema }),
  query: z.strictObject({
    /** A version, or `origin`; the version before `to` when absent. */
    from: text(200).optional(),
    /** A version; the newest when absent. */
    to: text(200).optional(),
  }),
  answer: z.object({
    /** Absent before a first version. */
    from: placeSchema.optional(),
    to: placeSchema,
    /** Whether both may touch and use exactly the same. */
    same_permissions: z.boolean(),
    changes: z.array(changeSchema),
  }),
});

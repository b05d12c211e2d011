import * as z from 'zod';
import { componentSchema, KINDS, releaseSchema } from '../core/component.ts';
import { componentDraftSchema } from '../core/marketplace/draft.ts';
import { versionSchema } from '../core/version-advice.ts';
import { countSchema, idSchema, momentSchema, operation, text } from './operation.ts';

const { lifecycle } = releaseSchema.shape;

const foundSchema = z.object({
  id: z.string(),
  kind: z.enum([...KINDS, 'workflow']),
  title: z.string(),
  description: z.string(),
  team: z.string(),
  version: z.string().optional(),
  status: z.string().optional(),
  use: z.int().optional(),
  /** Of a component whose newest version ends. */
  lifecycle: lifecycle.optional(),
  successor: z.string().optional(),
  why: z.string(),
});
export type FoundAnswer = z.infer<typeof foundSchema>;

export const findOperation = operation({
  id: 'find',
  method: 'get',
  path: '/v1/components',
  summary: 'Search the catalog and the workflows in plain words.',
  who: 'person-or-ci',
  query: z.strictObject({
    q: text(500),
    limit: countSchema(1, 50),
  }),
  answer: z.object({ found: z.array(foundSchema) }),
});

const { id, kind, name, title, description, keywords, team, visibility, latest, origin } =
  componentSchema.shape;
const { derivedFrom: derived_from } = componentSchema.shape;
const { version, surface, uses, fingerprint, terms } = releaseSchema.shape;

/** How a version ends: also in the headers `Deprecation`, `Sunset` and `Link`. */
const endingSchema = z.object({
  campaign: z.string(),
  /** Since when it is deprecated; no new pins, and no credentials, from these moments on. */
  deprecated: momentSchema,
  closes: momentSchema,
  stops: momentSchema,
  /** `component@version` */
  successor: z.string(),
});

/** A version as it stands now. */
export const releaseAnswerSchema = z.object({
  ...{ version, lifecycle, surface, uses, fingerprint, terms },
  published_at: momentSchema,
  /** What to pin instead: `component@version`, or the name it goes on as. */
  successor: z.string().optional(),
  ending: endingSchema.optional(),
});
export type ReleaseAnswer = z.infer<typeof releaseAnswerSchema>;

export const componentAnswerSchema = z.object({
  ...{ id, kind, name, title, description, keywords, team, visibility, latest, origin },
  /** The release of which a team made this copy. */
  derived_from,
  /** Who built it and who reviewed it, kept for ever; only who agreed is named. */
  credit: z
    .object({
      built_by: z.array(z.string()),
      team: z.string(),
      reviewed_by: z.string().optional(),
      at: momentSchema,
    })
    .optional(),
  /** Workflows that pin it. */
  use: z.int(),
  /** Teams of which these are. */
  use_teams: z.int(),
  /** How runs of a block or skill went in 30 days; no percentage under 20 runs. */
  success: z.object({ runs: z.int(), percent: z.int().optional() }).optional(),
  /** What it is called since it was renamed. */
  renamed_to: z.string().optional(),
  /** Newest first. */
  releases: z.array(releaseAnswerSchema),
});
export type ComponentAnswer = z.infer<typeof componentAnswerSchema>;

export const getComponentOperation = operation({
  id: 'getComponent',
  method: 'get',
  path: '/v1/components/{kind}/{name}',
  summary: 'Read a component with its releases.',
  who: 'person-or-ci',
  params: z.strictObject({ kind: idSchema, name: idSchema }),
  answer: componentAnswerSchema,
});

export const MOST_DRAFTS = 25;

/** What became of a draft: the registry may file it under a longer name. */
const placedSchema = z.strictObject({
  draft: text(200),
  id: text(200),
  version: versionSchema,
});
export type PlacedDraft = z.infer<typeof placedSchema>;

const importBodySchema = z.strictObject({
  drafts: z.array(componentDraftSchema).min(1).max(MOST_DRAFTS),
  /** What became of drafts sent in earlier calls of the same import. */
  placed: z.array(placedSchema).max(3000).optional(),
});
export type ImportBody = z.infer<typeof importBodySchema>;

const importedSchema = z.object({
  draft: z.string(),
  outcome: z.enum(['published', 'unchanged', 'refused']),
  id: z.string().optional(),
  version: z.string().optional(),
  why: z.string().optional(),
  say: z.string().optional(),
  notes: z.array(z.string()),
});
export type ImportedAnswer = z.infer<typeof importedSchema>;

export const importOperation = operation({
  id: 'importDrafts',
  method: 'post',
  path: '/v1/imports',
  summary: `Publish component drafts in their order, at most ${MOST_DRAFTS} a call.`,
  who: 'person',
  body: importBodySchema,
  answer: z.object({ results: z.array(importedSchema) }),
});

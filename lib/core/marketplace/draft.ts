import * as z from 'zod';
import {
  componentSchema,
  KINDS,
  LIFECYCLE,
  nameSchema,
  originSchema,
  pinSchema,
  releaseTermsSchema,
  surfaceSchema,
} from '../component.ts';
import { foreignSchema } from '../foreign.ts';
import { versionSchema } from '../version-advice.ts';

const { title, description, keywords } = componentSchema.shape;

/** The limits of a component's texts, which a draft must fit into. */
export const MOST = {
  title: 200,
  description: 5000,
  keyword: 100,
  keywords: 50,
  pins: 40,
  word: 200,
};

/**
 * A component as somebody else's catalog describes it, before the registry has decided on an id and
 * a version. Its pins name drafts of the same import with the open range `*`: the import plan closes
 * them to the versions it publishes.
 */
export const componentDraftSchema = z.strictObject({
  kind: z.enum(KINDS),
  name: nameSchema,
  title,
  description,
  keywords,
  version: versionSchema.optional(),
  surface: surfaceSchema,
  uses: z.array(pinSchema).max(MOST.pins),
  origin: originSchema,
  terms: releaseTermsSchema.optional(),
  /** What it is said to be at its source. It counts when the release is published, and never after. */
  lifecycle: z.enum(LIFECYCLE).optional(),
  successor: z.string().max(100).optional(),
  /** Its source lists other versions of it beside this one. */
  oneOfSeveral: z.literal(true).optional(),
  /** All else that its file says; no part of what it may touch. */
  foreign: foreignSchema.optional(),
  /** The release that an export of ours says it is: the same one here is that one. */
  exported: z
    .strictObject({
      id: z.string().max(100),
      version: versionSchema,
      fingerprint: z.string().max(64),
    })
    .optional(),
});
export type ComponentDraft = z.infer<typeof componentDraftSchema>;

/** A surface that touches nothing, to spread named lists over. */
export function emptySurface(): ComponentDraft['surface'] {
  return { systems: [], scopes: [], tools: [], actions: [], hooks: [], endpoints: [] };
}

/** What a reader reports besides its drafts. `entry` is `plugin`, or `plugin@server` for a connector. */
export interface Skipped {
  readonly entry: string;
  readonly why: string;
}
export interface Note {
  readonly entry: string;
  readonly note: string;
}

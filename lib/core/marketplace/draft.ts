import * as z from 'zod';
import {
  componentSchema,
  KINDS,
  nameSchema,
  originSchema,
  pinSchema,
  surfaceSchema,
} from '../component.ts';
import { isVersion } from '../version.ts';

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
  version: z.string().max(128).refine(isVersion, 'use a SemVer version, like 1.4.0').optional(),
  surface: surfaceSchema,
  uses: z.array(pinSchema).max(MOST.pins),
  origin: originSchema,
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

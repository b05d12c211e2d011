import * as z from 'zod';
import {
  type Component,
  LIFECYCLE,
  pinSchema,
  type Release,
  releaseTermsSchema,
  surfaceSchema,
} from './component.ts';
import type { ComponentDraft } from './marketplace/draft.ts';
import { readRemote } from './marketplace/remote.ts';
import { isVersion } from './version.ts';

/**
 * What our own exports say of a component in the place that each format leaves for others' data, so
 * that reading the file again finds the same release.
 */
export const exportedSchema = z.object({
  id: z.string().max(100),
  version: z.string().max(128).refine(isVersion),
  lifecycle: z.enum(LIFECYCLE),
  successor: z.string().max(100).optional(),
  /** The team that owned it where it was exported. */
  owner: z.string().max(100),
  fingerprint: z.string().max(64),
  surface: surfaceSchema,
  uses: z.array(pinSchema).max(40),
  terms: releaseTermsSchema.optional(),
  /** Words that the format has no room for. */
  title: z.string().max(200).optional(),
  description: z.string().max(5000).optional(),
  keywords: z.array(z.string().max(100)).max(50).optional(),
});
export type Exported = z.infer<typeof exportedSchema>;

/** The name of our place in other formats: `metadata.yardmaster`. */
export const PLACE = 'yardmaster';

export function exportedOf(component: Component, release: Release): Exported {
  const { version, lifecycle, successor, fingerprint, surface, uses, terms } = release;
  return {
    ...{ id: component.id, version, lifecycle },
    ...(successor === undefined ? {} : { successor }),
    ...{ owner: component.team, fingerprint, surface, uses },
    ...(terms === undefined ? {} : { terms }),
  };
}

/**
 * A draft with what its export says of it. `written` may be anything: it counts only where it covers
 * all that the file itself shows, so that no file can show a server and call itself harmless.
 */
export function asExported(
  draft: ComponentDraft,
  written: unknown,
): { readonly draft: ComponentDraft; readonly notes: readonly string[] } {
  if (written === undefined) return { draft, notes: [] };
  const parsed = exportedSchema.safeParse(written);
  const ignored = (why: string) => ({
    draft,
    notes: [`What it says of itself for ${PLACE} is not read: ${why}`],
  });
  if (!parsed.success) return ignored('it is not written as our exports write it.');
  const { data } = parsed;
  if (!data.id.startsWith(`${draft.kind}/`)) return ignored('it is about another kind of thing.');
  if (!covers(data, draft)) return ignored('the file shows more than it says.');
  const { id, version, fingerprint, lifecycle, successor, surface, uses, terms } = data;
  return {
    draft: {
      ...draft,
      title: data.title ?? draft.title,
      description: data.description ?? draft.description,
      keywords: data.keywords ?? draft.keywords,
      ...{ version, lifecycle, surface, uses },
      ...(successor === undefined ? {} : { successor }),
      ...(terms === undefined ? {} : { terms }),
      exported: { id, version, fingerprint },
    },
    notes: [],
  };
}

/** An endpoint as it stands, and as it is read from a file. */
function asRead(endpoint: string): string[] {
  return [endpoint, readRemote(endpoint).endpoint ?? endpoint];
}

function covers({ surface, uses }: Exported, draft: ComponentDraft): boolean {
  const among = (own: readonly string[], all: readonly string[]) =>
    own.every((one) => all.includes(one));
  const pins = (list: ComponentDraft['uses']) => list.map(({ kind, name }) => `${kind}/${name}`);
  return (
    among(draft.surface.endpoints, surface.endpoints.flatMap(asRead)) &&
    among(draft.surface.hooks, surface.hooks) &&
    among(draft.surface.tools, surface.tools) &&
    among(pins(draft.uses), pins(uses))
  );
}

import canonicalize from 'canonicalize';
import * as z from 'zod';
import { endingSchema } from './ending.ts';
import { type Sha256, toHex } from './hash.ts';
import { personKeySchema } from './people.ts';

export const KINDS = ['plugin', 'connector', 'skill', 'block'] as const;
export type Kind = (typeof KINDS)[number];

const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?$/;
export const nameSchema = z
  .string()
  .regex(NAME, 'use 1 to 80 lower-case letters, digits, hyphens, dots or underscores');
const word = z.string().min(1).max(200);
const words = z.array(word).max(200);

export const actionSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9_.-]{0,79}$/,
    'an action is written in lower case, like send_external_email',
  );

/** "Connectors map their scopes and tools to actions": what each scope, or each tool, lets happen. */
const actionsBySchema = z
  .record(word, z.array(actionSchema).min(1).max(50))
  .refine((map) => Object.keys(map).length <= 200, 'name at most 200');

/** What a release may touch. Its fingerprint is what makes a release immutable. */
export const surfaceSchema = z.strictObject({
  systems: words.default([]),
  scopes: words.default([]),
  tools: words.default([]),
  actions: words.default([]),
  hooks: words.default([]),
  endpoints: words.default([]),
});
export type Surface = z.infer<typeof surfaceSchema>;

export const pinSchema = z.strictObject({
  kind: z.enum(KINDS),
  name: nameSchema,
  range: z.string().min(1).max(100),
});
export type Pin = z.infer<typeof pinSchema>;

export const TASK_CLASSES = ['high-stakes', 'analytical', 'high-volume'] as const;
export type TaskClass = (typeof TASK_CLASSES)[number];

/** What a publisher says of a release besides its surface; all of it optional. */
export const releaseTermsSchema = z.strictObject({
  /** Actions by scope and by tool; on connectors alone. */
  scope_actions: actionsBySchema.optional(),
  tool_actions: actionsBySchema.optional(),
  /** The model that workflows inherit from it, and the class of work it is made for. */
  model_default: z.string().min(1).max(100).optional(),
  task_class: z.enum(TASK_CLASSES).optional(),
  /** An SPDX expression or the licence's name. */
  license: z.string().min(1).max(200).optional(),
  /** What it is known to fail at, a sentence each. */
  known_failures: z.array(z.string().min(1).max(500)).max(20).optional(),
});
export type ReleaseTerms = z.infer<typeof releaseTermsSchema>;

export const LIFECYCLE = ['active', 'deprecated', 'closed', 'disabled'] as const;

/** One immutable version of a component. */
export const releaseSchema = z.object({
  component: z.string(),
  version: z.string(),
  lifecycle: z.enum(LIFECYCLE),
  surface: surfaceSchema,
  uses: z.array(pinSchema).max(40),
  fingerprint: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  /** Who held a key of the CI identity that published it, then. */
  holders: z.array(personKeySchema).optional(),
  terms: releaseTermsSchema.optional(),
  /** What to pin instead, once it is closed: the component that it goes on as. */
  successor: z.string().optional(),
  /** What ends it, as it stands now: read from its component's `endings`, and never stored here. */
  ending: endingSchema.optional(),
});
export type Release = z.infer<typeof releaseSchema>;

export const originSchema = z.strictObject({
  marketplace: z.string().max(200),
  source: z.string().max(500).optional(),
  revision: z.string().max(100).optional(),
  author: z.string().max(200).optional(),
});

/** So many ranges of one component may ever end: they stay on its head, which has to stay an item. */
export const MOST_ENDINGS = 60;

/** Something shareable, with its newest open version; releases are items of their own. */
export const componentSchema = z.object({
  id: z.string(),
  kind: z.enum(KINDS),
  name: nameSchema,
  title: z.string().max(200),
  description: z.string().max(5000),
  keywords: z.array(z.string().max(100)).max(50),
  team: z.string(),
  visibility: z.enum(['team', 'shared']),
  latest: z.string(),
  connectors: z.array(z.string()).max(100),
  actions: z.array(z.string()).max(200),
  origin: originSchema.optional(),
  /** The release of which a team made this copy: "a team copy with `derived_from`". */
  derivedFrom: z.strictObject({ component: z.string(), version: z.string() }).optional(),
  /** What it is called since it was renamed; nothing is published under the old name any more. */
  renamedTo: z.string().optional(),
  /** How ranges of it end; those without a moment of deprecation wait for somebody to release them. */
  endings: z.array(endingSchema).max(MOST_ENDINGS).optional(),
  /** "Credit kept for ever": who built it, and who reviewed its promotion. Only who agreed is named. */
  credit: z
    .strictObject({
      builtBy: z.array(personKeySchema).max(20),
      team: z.string(),
      reviewedBy: personKeySchema.optional(),
      at: z.string(),
      /** The promotion that gave it, and the version that was shared by it. */
      promotion: z.string().optional(),
      version: z.string().optional(),
    })
    .optional(),
});
export type Component = z.infer<typeof componentSchema>;

/** "Id `kind/name`." */
export function componentId(kind: Kind, name: string): string {
  return `${kind}/${name}`;
}

/**
 * The same surface, pins and action maps in any order give the same fingerprint (first 32 hex digits
 * of SHA-256). Absent maps leave no trace, so that releases from before there were any keep theirs.
 */
export function fingerprint(
  release: {
    surface: Surface;
    uses: readonly Pin[];
    terms?: Pick<ReleaseTerms, 'scope_actions' | 'tool_actions'> | undefined;
  },
  sha: Sha256,
): string {
  const sorted = (list: readonly string[]) => [...new Set(list)].sort();
  const { systems, scopes, tools, actions, hooks, endpoints } = release.surface;
  const uses = sorted(release.uses.map((pin) => `${pin.kind}/${pin.name}@${pin.range}`));
  const lists = { systems, scopes, tools, actions, hooks, endpoints };
  const body = Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, sorted(list)]));
  const { scope_actions, tool_actions } = release.terms ?? {};
  const maps = { scope_actions: byName(scope_actions), tool_actions: byName(tool_actions) };
  return toHex(sha(canonicalize({ ...body, uses, ...maps }) ?? '')).slice(0, 32);
}

function byName(map: Readonly<Record<string, readonly string[]>> | undefined) {
  const entries = Object.entries(map ?? {}).map(([name, list]) => [
    name,
    [...new Set(list)].sort(),
  ]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

import canonicalize from 'canonicalize';
import * as z from 'zod';
import { type Sha256, toHex } from './hash.ts';

export const KINDS = ['plugin', 'connector', 'skill', 'block'] as const;
export type Kind = (typeof KINDS)[number];

const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?$/;
export const nameSchema = z
  .string()
  .regex(NAME, 'use 1 to 80 lower-case letters, digits, hyphens, dots or underscores');
const words = z.array(z.string().min(1).max(200)).max(200);

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

const LIFECYCLE = ['active', 'deprecated', 'closed', 'disabled'] as const;

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
});
export type Release = z.infer<typeof releaseSchema>;

export const originSchema = z.strictObject({
  marketplace: z.string().max(200),
  source: z.string().max(500).optional(),
  revision: z.string().max(100).optional(),
  author: z.string().max(200).optional(),
});

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
});
export type Component = z.infer<typeof componentSchema>;

/** "Id `kind/name`." */
export function componentId(kind: Kind, name: string): string {
  return `${kind}/${name}`;
}

/** The same surface and pins in any order give the same fingerprint (first 32 hex digits of SHA-256). */
export function fingerprint(
  release: { surface: Surface; uses: readonly Pin[] },
  sha: Sha256,
): string {
  const sorted = (list: readonly string[]) => [...new Set(list)].sort();
  const { systems, scopes, tools, actions, hooks, endpoints } = release.surface;
  const uses = sorted(release.uses.map((pin) => `${pin.kind}/${pin.name}@${pin.range}`));
  const lists = { systems, scopes, tools, actions, hooks, endpoints };
  const body = Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, sorted(list)]));
  return toHex(sha(canonicalize({ ...body, uses }) ?? '')).slice(0, 32);
}

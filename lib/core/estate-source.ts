import * as z from 'zod';
import { nameSchema } from './component.ts';
import { suggestName } from './reuse.ts';

/** "Folders with `.mcp.json`, lists of IAM roles, Slack apps, marketplaces." */
export const SOURCE_KINDS = ['mcp', 'iam', 'slack-apps', 'marketplace'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const SOURCE_WORDS: Readonly<Record<SourceKind, string>> = {
  mcp: 'folder with .mcp.json',
  iam: 'list of IAM roles',
  'slack-apps': 'list of Slack apps',
  marketplace: 'marketplace',
};

export const MOST_SEEN = 1_000;

/** One thing at a source. `ref` is what it is called there, and stays the same from time to time. */
export const seenItemSchema = z.strictObject({
  ref: z.string().min(1).max(300),
  name: z.string().min(1).max(60),
  purpose: z.string().max(300).default(''),
  /** Systems it touches, or servers that it uses. */
  systems: z.array(z.string().min(1).max(100)).max(50).default([]),
});
export type SeenItem = z.infer<typeof seenItemSchema>;

/** What is kept of an item until the next comparison: enough to tell that it vanished. */
export const seenSchema = z.object({
  items: z.array(z.strictObject({ digest: z.string(), name: z.string() })).max(MOST_SEEN),
});
export type Seen = z.infer<typeof seenSchema>;

/** A source as it was last compared. */
export const comparedSourceSchema = z.object({
  kind: z.enum(SOURCE_KINDS),
  name: nameSchema,
  comparedAt: z.string(),
  by: z.string(),
  counts: z.strictObject({
    seen: z.int(),
    unregistered: z.int(),
    vanished: z.int(),
    lookAlikes: z.int(),
  }),
});
export type ComparedSource = z.infer<typeof comparedSourceSchema>;

/** What the registry has, as far as a comparison needs it. */
export interface Known {
  /** Ids of workflows and discovered entries. */
  readonly workflows: ReadonlySet<string>;
  /** Ids of components, `plugin/x`, and names that they had at their source. */
  readonly components: ReadonlySet<string>;
}

export interface LookAlike {
  readonly item: SeenItem;
  /** What it looks like: `workflow/x` or `plugin/x`. */
  readonly like: string;
  readonly why: string;
}

export interface Comparison {
  readonly registered: readonly SeenItem[];
  readonly unregistered: readonly SeenItem[];
  /** Names of what stood there in the last comparison and does not now. */
  readonly vanished: readonly string[];
}

/** What a source holds now. `unread` are the refs of what is there and could not be read. */
export interface SourceNow {
  readonly kind: SourceKind;
  readonly name: string;
  readonly items: readonly SeenItem[];
  readonly unread?: readonly string[] | undefined;
}

/**
 * Compares what a source holds now with the registry and with what it held the last time. What could
 * not be read has not vanished: it is kept as it was known, until it can be read or is gone.
 */
export function compareSource(
  now: SourceNow,
  known: Known,
  before: Seen | undefined,
  digest: (ref: string) => string,
): Comparison & { readonly seen: Seen } {
  const isKnown = (item: SeenItem) => {
    const id = suggestName(item.name);
    if (now.kind !== 'marketplace') return known.workflows.has(id);
    return known.components.has(`plugin/${id}`) || known.components.has(`plugin/${now.name}.${id}`);
  };
  const items = now.items.map(({ ref, name }) => ({ digest: digest(ref), name }));
  const there = new Set(items.map((item) => item.digest));
  const unread = new Set(now.unread?.map(digest));
  const missing = before?.items.filter((item) => !there.has(item.digest)) ?? [];
  const gone = missing.filter((item) => !unread.has(item.digest));
  const kept = missing.filter((item) => unread.has(item.digest));
  return {
    registered: now.items.filter(isKnown),
    unregistered: now.items.filter((item) => !isKnown(item)),
    vanished: gone.map((item) => item.name),
    seen: { items: [...items, ...kept].slice(0, MOST_SEEN) },
  };
}

/** The words that a look-alike is searched by. */
export function itemText({ name, purpose, systems }: SeenItem): string {
  return [name.replace(/[-_./]+/g, ' '), purpose, systems.join(' ')].join(' ').trim();
}

import * as z from 'zod';
import { KINDS, nameSchema, type Pin } from './component.ts';
import { type Manifest, MOST_PINS, useLine } from './manifest.ts';
import { type PersonKey, personKeySchema, teamIdSchema } from './people.ts';

export const DISCOVERED_STATES = [
  'unclaimed',
  'claimed',
  'not-mine',
  'gone',
  'registered',
] as const;
export type DiscoveredState = (typeof DISCOVERED_STATES)[number];

/** A pin as somebody remembers it: "pins if known", and its versions perhaps not. */
export const roughPinSchema = z.strictObject({
  kind: z.enum(KINDS),
  name: nameSchema,
  range: z.string().min(1).max(100).optional(),
});
export type RoughPin = z.infer<typeof roughPinSchema>;

/** Where an entry was found. Entries of one group are asked about in one message. */
export const estateSourceSchema = z.strictObject({
  kind: z.enum(['import', 'discover']),
  /** The file's name, or the compared source's. */
  name: z.string().min(1).max(200),
  /** The start of the file's digest: the same file again is the same group. */
  group: z.string().regex(/^[0-9a-f]{16}$/, 'a group is 16 hexadecimal digits'),
});
export type EstateSource = z.infer<typeof estateSourceSchema>;

/**
 * Something that runs already and that nobody registered. "Rows become `discovered`, without
 * credentials": it is no workflow, so it has no manifest, no locks and no key, and no door that hands
 * out credentials ever reads it.
 */
export const discoveredSchema = z.object({
  id: nameSchema,
  /** The name as it was written. */
  title: z.string().min(1).max(100),
  team: teamIdSchema.optional(),
  /** Who is asked about it, or has claimed it. Without one the platform looks after it. */
  owner: personKeySchema.optional(),
  purpose: z.string().max(500),
  systems: z.array(z.string().min(1).max(100)).max(50),
  pins: z.array(roughPinSchema).max(MOST_PINS),
  source: estateSourceSchema,
  /** Digest of what the source said: the same again changes nothing. */
  facts: z.string(),
  state: z.enum(DISCOVERED_STATES),
  /** Who said that it is not theirs: it is not passed back to them. */
  notMine: z.array(personKeySchema).max(50),
  importedAt: z.string(),
  answeredAt: z.string().optional(),
  answeredBy: personKeySchema.optional(),
});
export type Discovered = z.infer<typeof discoveredSchema>;

/** Who looks after entries that no person does. No person's key can be this. */
export const PLATFORM_HOLDER = '@platform';

/** Who has to say something about the entry: its owner, else the platform team. */
export function holderOf(entry: Discovered): PersonKey | typeof PLATFORM_HOLDER {
  return entry.owner ?? PLATFORM_HOLDER;
}

/** Whether somebody still has to say what it is. */
export function isOpen({ state }: Pick<Discovered, 'state'>): boolean {
  return state === 'unclaimed' || state === 'not-mine';
}

/** What has to be known before it can be registered, in words. Empty = nothing is missing. */
export function missingIn(entry: Pick<Discovered, 'team' | 'pins'>): string[] {
  const unknown = entry.pins.filter((pin) => pin.range === undefined);
  return [
    ...(entry.team ? [] : ['its team']),
    ...(entry.pins.length === 0 ? ['the components it uses'] : []),
    ...unknown.map((pin) => `the version of ${pin.kind}/${pin.name}`),
  ];
}

/**
 * The manifest that a claimed entry is registered with, gated on every action its components list:
 * "removing a gate is a choice a team makes later; forgetting one should not be". Undefined while
 * something is missing.
 */
export function manifestFor(
  entry: Pick<Discovered, 'id' | 'team' | 'pins' | 'purpose' | 'systems'>,
  actions: readonly string[],
): Manifest | undefined {
  const pins = entry.pins.flatMap(({ kind, name, range }): Pin[] =>
    range === undefined ? [] : [{ kind, name, range }],
  );
  if (!entry.team || missingIn(entry).length > 0) return undefined;
  const gated = [...new Set(actions)].sort();
  return {
    workflow: entry.id,
    owner: entry.team,
    uses: pins.map(useLine),
    ...(entry.purpose ? { purpose: entry.purpose } : {}),
    ...(entry.systems.length > 0 ? { systems: entry.systems } : {}),
    ...(gated.length > 0 ? { review_required_actions: gated } : {}),
  };
}

import * as z from 'zod';
import type { Release } from './component.ts';
import type { Manifest, ManifestProblem } from './manifest.ts';

/** One system that a workflow can touch, as it was written, and what makes it so. */
export const touchSchema = z.strictObject({
  system: z.string(),
  /** `manifest` where the manifest declares it, and each locked release that touches it (`kind/name@version`). */
  via: z.array(z.string()).min(1),
});
export type Touch = z.infer<typeof touchSchema>;

/** In `via`: the manifest declares the system. */
export const DECLARED = 'manifest';

/** More would fit no item, and nobody could oversee it. */
const MOST_SYSTEMS = 200;

const MOST_KEY = 300;
const NOT_SEEN = /[\s\p{Default_Ignorable_Code_Point}]/gu;

/**
 * What a system's name is compared and filed by: "CRM", "crm" and "C R M" are one system. Empty for
 * a name in which nothing can be seen.
 */
export function systemKey(name: string): string {
  const plain = name.toWellFormed().normalize('NFKC').toLowerCase().replace(NOT_SEEN, '');
  return [...plain].slice(0, MOST_KEY).join('');
}

type Touching = Pick<Release, 'component' | 'version'> & {
  readonly surface: Pick<Release['surface'], 'systems'>;
};

/**
 * Systems that the manifest declares and those that its locked releases touch, by key, each once and
 * named as it was first written, the manifest's word before a release's.
 */
export function touches(
  manifest: Pick<Manifest, 'systems'>,
  releases: readonly Touching[],
): Touch[] {
  const found = new Map<string, { system: string; via: Set<string> }>();
  const add = (system: string, via: string) => {
    const key = systemKey(system);
    if (key === '') return;
    const known = found.get(key);
    if (known) known.via.add(via);
    else found.set(key, { system: system.trim(), via: new Set([via]) });
  };
  for (const system of manifest.systems ?? []) add(system, DECLARED);
  for (const { component, version, surface } of releases) {
    for (const system of surface.systems) add(system, `${component}@${version}`);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { system, via }]) => ({ system, via: [...via] }));
}

/** The problem of a manifest that would touch more systems than anybody oversees. */
export function tooManySystems({ length }: readonly Touch[]): ManifestProblem[] {
  if (length <= MOST_SYSTEMS) return [];
  const say = `it would touch ${length} systems, and at most ${MOST_SYSTEMS} can be overseen; split it in two`;
  return [{ field: 'uses', say }];
}

/** How this workflow touches the system of that key; undefined when it does not. */
export function touchOf(systems: readonly Touch[] | undefined, key: string): Touch | undefined {
  return systems?.find((one) => systemKey(one.system) === key);
}

export interface SystemCount {
  readonly key: string;
  /** As most workflows write it. */
  readonly system: string;
  readonly workflows: number;
}

/** Every system with the number of workflows that can touch it, the most touched first. */
export function countSystems(
  workflows: Iterable<{ readonly status: string; readonly systems?: readonly Touch[] | undefined }>,
): SystemCount[] {
  const names = new Map<string, Map<string, number>>();
  for (const { status, systems = [] } of workflows) {
    if (status === 'retired') continue;
    for (const { system } of systems) {
      const key = systemKey(system);
      const written = names.get(key) ?? new Map<string, number>();
      names.set(key, written.set(system, (written.get(system) ?? 0) + 1));
    }
  }
  return [...names]
    .map(([key, written]) => ({ key, system: mostWritten(written), workflows: sum(written) }))
    .sort((a, b) => b.workflows - a.workflows || (a.key < b.key ? -1 : 1));
}

function mostWritten(written: ReadonlyMap<string, number>): string {
  const [first] = [...written].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}

function sum(written: ReadonlyMap<string, number>): number {
  return [...written.values()].reduce((all, n) => all + n, 0);
}

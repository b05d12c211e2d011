import type { Pin } from '../component.ts';
import { isRange } from '../range.ts';
import { satisfies } from '../version.ts';
import { type ComponentDraft, MOST, type Note } from './draft.ts';
import { asList, isObject } from './files.ts';
import { cut, slug } from './text.ts';

/** What a plugin's files say it depends on: another plugin, perhaps of another marketplace. */
export interface Dependency {
  readonly name: string;
  readonly range: string | undefined;
  readonly marketplace: string | undefined;
}

/** `"name"`, `"name@marketplace"` or `{ name, version, marketplace }`; what is neither is noted. */
export function readDependencies(written: readonly unknown[]): {
  readonly dependencies: readonly Dependency[];
  readonly notes: readonly string[];
} {
  const dependencies = new Map<string, Dependency>();
  const notes: string[] = [];
  for (const one of written.flatMap(asList)) {
    const read = readOne(one);
    if (read) dependencies.set(`${read.name}@${read.marketplace ?? ''}`, read);
    else notes.push('One of its dependencies has no name, so it is not pinned.');
  }
  return { dependencies: [...dependencies.values()], notes };
}

function readOne(one: unknown): Dependency | undefined {
  if (typeof one === 'string') {
    const [name = '', marketplace] = one.trim().split('@');
    return name === '' ? undefined : { name, marketplace, range: undefined };
  }
  if (!isObject(one) || typeof one.name !== 'string' || one.name.trim() === '') return undefined;
  const { version, marketplace } = one;
  return {
    name: one.name.trim(),
    range: typeof version === 'string' && version.trim() !== '' ? version.trim() : undefined,
    marketplace: typeof marketplace === 'string' ? marketplace : undefined,
  };
}

/**
 * Pins those dependencies that name plugins of the same import; ranges stay where they are ranges and
 * let in what is there. What cannot be pinned is said.
 */
export function pinDependencies(
  drafts: readonly ComponentDraft[],
  wanted: ReadonlyMap<string, readonly Dependency[]>,
  marketplace: string,
): { readonly drafts: readonly ComponentDraft[]; readonly notes: readonly Note[] } {
  const plugins = new Map(
    drafts.flatMap((one) => (one.kind === 'plugin' ? [[one.name, one] as const] : [])),
  );
  const notes: Note[] = [];
  const pinned = drafts.map((draft) => {
    const dependencies = draft.kind === 'plugin' ? (wanted.get(draft.name) ?? []) : [];
    const uses = [...draft.uses];
    for (const one of dependencies) {
      const read = pinTo(one, plugins, marketplace);
      if (read.note) notes.push({ entry: draft.name, note: read.note });
      const { pin } = read;
      if (!pin || uses.some((other) => other.kind === 'plugin' && other.name === pin.name))
        continue;
      if (uses.length < MOST.pins) uses.push(pin);
      else
        notes.push({
          entry: draft.name,
          note: `It has ${MOST.pins} pins already, so its dependency on ${pin.name} is not pinned.`,
        });
    }
    return uses.length === draft.uses.length ? draft : { ...draft, uses };
  });
  return { drafts: pinned, notes };
}

function pinTo(
  { name, range, marketplace }: Dependency,
  plugins: ReadonlyMap<string, ComponentDraft>,
  here: string,
): { readonly pin?: Pin; readonly note?: string } {
  const shown = cut(name, 100);
  const target = plugins.get(slug(name) ?? '');
  if (marketplace !== undefined && marketplace !== here) {
    return {
      note: `It depends on ${shown} of the marketplace ${cut(marketplace, 100)}, which is not in this import, so it is not pinned.`,
    };
  }
  if (!target)
    return { note: `It depends on ${shown}, which is not in this import, so it is not pinned.` };
  const open: Pin = { kind: 'plugin', name: target.name, range: '*' };
  if (range === undefined) return { pin: open };
  const written = `"${cut(range, 60)}"`;
  if (range.length > 100 || !isRange(range)) {
    return {
      pin: open,
      note: `It asks for ${shown} in ${written}, which is no version range; it is pinned to the version that is here.`,
    };
  }
  if (target.version === undefined) {
    return {
      pin: open,
      note: `It asks for ${shown} in ${written}, which has no version here; it is pinned to what is here.`,
    };
  }
  if (!satisfies(target.version, range)) {
    return {
      note: `It asks for ${shown} in ${written}, which does not let in ${target.version}, so it is not pinned.`,
    };
  }
  return { pin: { ...open, range } };
}

import { type Component, componentId, componentSchema } from '../core/component.ts';
import { type Derived, type DerivedLine, derivedLine } from '../core/derived.ts';
import { type Manifest, pinsOf } from '../core/manifest.ts';
import { openVersions } from '../core/registration/locks.ts';
import { highest, newestFirst } from '../core/version.ts';
import type { Lock } from '../core/workflow.ts';
import { fromAttributes } from '../store/item.ts';
import { componentSubject, headKey } from '../store/keys.ts';
import { readTogether } from '../store/read.ts';
import type { Deps } from './deps.ts';
import { componentNow } from './extension-store.ts';
import { releasesOf } from './register.ts';

/** Something that may be a copy: at a locked version, or where a range leads to, or at its newest. */
export interface Looked {
  readonly component: string;
  readonly locked?: string | undefined;
  readonly range?: string | undefined;
}

/**
 * "A team copy …, whose permissions every review shows against the origin's": one line for every pin
 * of the manifest that is a copy, at the version in `locks` or the one that its range leads to.
 */
export function copyLines(
  deps: Deps,
  manifest: Manifest,
  locks: readonly Lock[] = [],
): Promise<DerivedLine[]> {
  const looked = pinsOf(manifest).map(({ kind, name, range }): Looked => {
    const component = componentId(kind, name);
    const lock = locks.find((one) => one.component === component && one.range === range);
    return { component, locked: lock?.version, range };
  });
  return linesAbout(deps, looked);
}

/** The same for anything that is looked at. What is no copy, or unknown, has no line. */
export async function linesAbout(deps: Deps, looked: readonly Looked[]): Promise<DerivedLine[]> {
  if (looked.length === 0) return [];
  const ids = [...new Set(looked.map((one) => one.component))];
  const keys = ids.map((id) => headKey(componentSubject(id)));
  const items = [...(await readTogether(deps.store, keys)).values()];
  const heads = items.map((item) => fromAttributes(item, componentSchema).state);
  const lines = await Promise.all(
    looked.map(async (one) => {
      const component = heads.find(({ id }) => id === one.component);
      const copy = component && (await compared(deps, component, one));
      return copy ? [derivedLine(copy)] : [];
    }),
  );
  return lines.flat();
}

async function compared(
  deps: Deps,
  { id, latest, derivedFrom }: Component,
  { locked, range }: Looked,
): Promise<Derived | undefined> {
  if (!derivedFrom) return undefined;
  const [own, origins, origin] = await Promise.all([
    releasesOf(deps, id),
    releasesOf(deps, derivedFrom.component),
    componentNow(deps, derivedFrom.component),
  ]);
  const led = range === undefined ? latest : highest(range, openVersions(own));
  const release = own.find((one) => one.version === (locked ?? led));
  if (!release) return undefined;
  const copied = origins.find((one) => one.version === derivedFrom.version);
  const [newest] = newestFirst([derivedFrom.version, ...(origin ? [origin.latest] : [])]);
  return {
    component: id,
    version: release.version,
    surface: release.surface,
    origin: {
      ...derivedFrom,
      surface: copied?.surface,
      newest: newest === derivedFrom.version ? undefined : newest,
    },
  };
}

import type { Component, Pin, Surface } from '../component.ts';
import { latestOf } from '../version.ts';

/** What a publisher says of a component besides its releases. */
export interface Told
  extends Pick<
    Component,
    'kind' | 'title' | 'description' | 'keywords' | 'origin' | 'derivedFrom'
  > {
  readonly surface: Surface;
}

export interface NextRelease {
  readonly id: string;
  readonly version: string;
  readonly uses: readonly Pin[];
  /** The component as it is; undefined before its first release. */
  readonly held: Component | undefined;
}

/**
 * The component once this release is published. What it says of itself is what its newest version
 * says: an older one that arrives late, or a pre-release beside a stable one, must not put its words
 * over those. Whose it is, who sees it, and its credit stay as they were.
 */
export function nextComponent(
  told: Told,
  { id, version, uses, held }: NextRelease,
  fresh: Pick<Component, 'team' | 'visibility'>,
): Component {
  if (held && latestOf([held.latest, version]) !== version) return held;
  const { kind, title, description, keywords, surface } = told;
  const origin = told.origin ?? held?.origin;
  const derivedFrom = held ? held.derivedFrom : told.derivedFrom;
  return {
    ...{ id, kind, name: id.slice(kind.length + 1), title, description, keywords },
    team: held?.team ?? fresh.team,
    visibility: held?.visibility ?? fresh.visibility,
    latest: version,
    connectors: uses.filter((pin) => pin.kind === 'connector').map((pin) => pin.name),
    actions: surface.actions,
    ...(origin ? { origin } : {}),
    ...(derivedFrom ? { derivedFrom } : {}),
    ...(held?.renamedTo ? { renamedTo: held.renamedTo } : {}),
    ...(held?.credit ? { credit: held.credit } : {}),
    ...(held?.endings ? { endings: held.endings } : {}),
  };
}

import type { Release } from '../component.ts';
import type { Manifest } from '../manifest.ts';
import type { Workflow } from '../workflow.ts';
import { lockedReleases, type Releases } from './locks.ts';

const CONNECTOR = 'connector/';

/** Scopes by connector: those that the manifest names for it, else all that its release has. */
export function scopesByConnector(
  manifest: Manifest,
  releases: readonly Release[],
): ReadonlyMap<string, readonly string[]> {
  const connectors = releases.filter((release) => release.component.startsWith(CONNECTOR));
  return new Map(
    connectors.map((release) => {
      const name = release.component.slice(CONNECTOR.length);
      const named = manifest.scopes ?? {};
      return [name, (Object.hasOwn(named, name) && named[name]) || release.surface.scopes];
    }),
  );
}

/** Every scope that is asked for, once each and sorted. */
export function neededScopes(manifest: Manifest, releases: readonly Release[]): string[] {
  return [...new Set([...scopesByConnector(manifest, releases).values()].flat())].sort();
}

/** Systems that the manifest declares and those that its locked releases touch. */
export function touchedSystems(manifest: Manifest, releases: readonly Release[]): string[] {
  const touched = releases.flatMap((release) => release.surface.systems);
  return [...new Set([...(manifest.systems ?? []), ...touched])].sort();
}

/**
 * Scopes that nobody has given yet: not the baseline to everybody, not a review to this workflow. What
 * the revision in force already has, it keeps.
 */
export function missingScopes(
  needed: readonly string[],
  given: { preGranted: readonly string[]; granted: readonly string[] },
  had: { before: Workflow | undefined; catalog: Releases },
): string[] {
  const kept = had.before ? scopesInForce(had.before, had.catalog) : [];
  const all = new Set([...given.preGranted, ...given.granted, ...kept]);
  return needed.filter((scope) => !all.has(scope));
}

function scopesInForce(before: Workflow, catalog: Releases): string[] {
  const needed = neededScopes(before.manifest, lockedReleases(before.locks, catalog));
  return needed.filter((scope) => !before.missingScopes.includes(scope));
}

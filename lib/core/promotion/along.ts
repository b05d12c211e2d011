import type { Release } from '../component.ts';
import { diffReleases, isPermission } from '../release-diff.ts';
import { newestFirst } from '../version.ts';

/** Another open version of what is promoted, and what it may touch beyond what is looked at. */
export interface ComesAlong {
  readonly version: string;
  readonly beyond: readonly string[];
}

/**
 * The versions that are shared together with the promoted one, the newest first: a component is shared
 * as a whole, so the reviewer is told of each whether it may touch more. `open`: what new pins may be
 * locked to.
 */
export function comesAlong(promoted: Release, open: readonly Release[]): ComesAlong[] {
  const others = open.map((one) => one.version).filter((one) => one !== promoted.version);
  return newestFirst(others).flatMap((version) => {
    const release = open.find((one) => one.version === version);
    if (!release) return [];
    const more = diffReleases(promoted, release).filter(
      (one) => isPermission(one) && one.effect !== 'drops',
    );
    return [{ version, beyond: more.map((one) => one.say) }];
  });
}

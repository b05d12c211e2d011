import { componentId, type Pin, type Release } from '../component.ts';
import { type Manifest, type ManifestProblem, pinsOf } from '../manifest.ts';
import { checkRange } from '../range-check.ts';
import { highest, satisfies } from '../version.ts';
import type { Lock, Workflow } from '../workflow.ts';

/** All releases by component id. */
export type Releases = ReadonlyMap<string, readonly Release[]>;

interface Pinning {
  readonly manifest: Manifest;
  readonly before: Workflow | undefined;
  readonly catalog: Releases;
}

/**
 * "Each pin is locked to the highest open release that satisfies it. A later release never moves a
 * lock." Every pin that cannot be locked is a problem at its line.
 */
export function lockPins(input: Pinning): { locks: Lock[]; problems: ManifestProblem[] } {
  const locks: Lock[] = [];
  const problems: ManifestProblem[] = [];
  const seen = new Set<string>();
  for (const [index, pin] of pinsOf(input.manifest).entries()) {
    const id = componentId(pin.kind, pin.name);
    const outcome = seen.has(id)
      ? `${id} is pinned twice; keep one line.`
      : lockPin(pin, id, input);
    seen.add(id);
    if (typeof outcome === 'string') problems.push({ field: `uses[${index}]`, say: outcome });
    else locks.push(outcome);
  }
  return { locks, problems };
}

/** The pin's lock, or the sentence that says why there is none. */
function lockPin(pin: Pin, id: string, input: Pinning): Lock | string {
  const releases = input.catalog.get(id);
  if (!releases || releases.length === 0) {
    return `${id} is not in the catalog. Look for what exists with "find ${pin.name}".`;
  }
  const versions = releases.map((release) => release.version);
  const open = openVersions(releases);
  // What a bad range is told to be instead must be open to new pins.
  const range = checkRange(pin.range, open.length > 0 ? open : versions);
  if (range.kind === 'bad') return `${id}: ${range.say}`;
  const kept = input.before?.locks.find(
    (lock) => lock.component === id && lock.range === pin.range,
  );
  if (kept) return kept;
  const version = highest(pin.range, open);
  if (version) return { component: id, range: pin.range, version };
  const closed = versions.some((one) => satisfies(one, pin.range));
  if (closed) return `${id}: every version in "${pin.range}" is closed to new pins.`;
  const newest = highest('*', versions) ?? versions[0];
  return `${id}: no version satisfies "${pin.range}". The newest is ${newest}.`;
}

/** Versions that new pins may be locked to. */
export function openVersions(releases: readonly Release[]): string[] {
  return releases
    .filter((release) => release.lifecycle === 'active' || release.lifecycle === 'deprecated')
    .map((release) => release.version);
}

/** The releases behind the locks, as far as the catalog was loaded. */
export function lockedReleases(locks: readonly Lock[], catalog: Releases): Release[] {
  return locks.flatMap((lock) => {
    const release = catalog.get(lock.component)?.find((one) => one.version === lock.version);
    return release ? [release] : [];
  });
}

import { componentId, type Pin, type Release } from '../component.ts';
import { successorParts } from '../lifecycle.ts';
import { type Manifest, type ManifestProblem, pinsOf } from '../manifest.ts';
import { adviseRange, checkRange } from '../range-check.ts';
import { highest, minorRange, newestFirst, satisfies } from '../version.ts';
import type { Lock, Workflow } from '../workflow.ts';

/** All releases by component id. */
export type Releases = ReadonlyMap<string, readonly Release[]>;

/** Versions by component id that locks are to move to, besides what the pins say. */
export interface Moves {
  /** `take`: a later release, by its very version. `back`: what an earlier revision was locked to. */
  readonly kind: 'take' | 'back';
  readonly versions: ReadonlyMap<string, string>;
}

interface Pinning {
  readonly manifest: Manifest;
  readonly before: Workflow | undefined;
  readonly catalog: Releases;
  readonly moves?: Moves | undefined;
}

/**
 * "Each pin is locked to the highest open release that satisfies it. A later release never moves a
 * lock." Every pin that cannot be locked is a problem at its line. One that may be locked to many
 * versions can: whether it may be so wide is for the baseline to say.
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
export function lockPin(pin: Pin, id: string, input: Omit<Pinning, 'manifest'>): Lock | string {
  const releases = input.catalog.get(id);
  if (!releases || releases.length === 0) {
    return `${id} is not in the catalog. Look for what exists with "find ${pin.name}".`;
  }
  const versions = releases.map((release) => release.version);
  const open = openVersions(releases);
  // What is told to be written instead must be open to new pins.
  const range = checkRange(pin.range, open.length > 0 ? open : versions);
  if (range.kind === 'bad') return `${id}: ${range.say}`;
  const kept = input.before?.locks.find(
    (lock) => lock.component === id && lock.range === pin.range,
  );
  const wanted = input.moves?.versions.get(id);
  if (kept && (wanted === undefined || wanted === kept.version)) return kept;
  const refusal = input.moves?.kind === 'take' && mayNotTake({ pin, id, wanted }, input);
  if (refusal) return `${id}: ${refusal}`;
  const version = wantedOrHighest(pin.range, open, wanted);
  if (version) return { component: id, range: pin.range, version };
  const successor = releases.find((one) => one.successor !== undefined)?.successor;
  if (successor !== undefined && open.length === 0) {
    return `${id} is closed to new pins: it goes on as ${successor}. Pin that instead.`;
  }
  const why = whyNone(pin.range, versions);
  const instead = insteadIn(pin.range, releases);
  if (instead) return `${id}: ${why} ${instead}`;
  return open.length > 0 ? `${id}: ${why} ${adviseRange(undefined, open).way}` : `${id}: ${why}`;
}

/** What to write where everything that the range lets in is retired: the successor of the newest of it. */
function insteadIn(range: string, releases: readonly Release[]): string | undefined {
  const version = highest(
    range,
    releases.filter((one) => one.ending).map((one) => one.version),
  );
  const ending = releases.find((one) => one.version === version)?.ending;
  if (!ending) return undefined;
  const to = successorParts(ending.successor);
  return `It stops on ${ending.stopsOn}. Pin ${to.component} "${minorRange(to.version)}" instead.`;
}

/** "Rollback onto a closed release counts as new": then, as for any new pin, the highest open one. */
function wantedOrHighest(range: string, open: readonly string[], wanted: string | undefined) {
  const fits = wanted !== undefined && open.includes(wanted) && satisfies(wanted, range);
  return fits ? wanted : highest(range, open);
}

/** Why a lock may not be moved to this version; what is taken is never replaced by another version. */
function mayNotTake(
  { pin, id, wanted }: { pin: Pin; id: string; wanted: string | undefined },
  { before, catalog }: Pick<Pinning, 'before' | 'catalog'>,
): string | undefined {
  const release = catalog.get(id)?.find((one) => one.version === wanted);
  if (wanted === undefined) return undefined;
  if (!release) return `there is no version ${wanted}.`;
  if (openVersions([release]).length === 0) return `${wanted} is closed to new pins.`;
  if (!satisfies(wanted, pin.range)) return `${wanted} lies outside "${pin.range}".`;
  const locked = before?.locks.find((lock) => lock.component === id)?.version;
  if (locked === undefined || newestFirst([locked, wanted])[0] === wanted) return undefined;
  return `it is locked to ${locked}, which is later than ${wanted}. Go back to an earlier revision instead.`;
}

/** Whether both lock the same components in the same ranges to the same versions, in any order. */
export function sameLocks(a: readonly Lock[], b: readonly Lock[]): boolean {
  const texts = (locks: readonly Lock[]) =>
    locks.map((lock) => `${lock.component} ${lock.range} ${lock.version}`).sort();
  return texts(a).join('\n') === texts(b).join('\n');
}

function whyNone(range: string, versions: readonly string[]): string {
  const closed = versions.some((one) => satisfies(one, range));
  if (closed) return `every version in "${range}" is closed to new pins.`;
  const newest = highest('*', versions) ?? newestFirst(versions)[0];
  return `no version satisfies "${range}". The newest is ${newest}.`;
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

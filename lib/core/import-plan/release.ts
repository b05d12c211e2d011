import semver from 'semver';
import { componentId, type Pin, type Release } from '../component.ts';
import { type Refusal, refuse } from '../result.ts';
import { minorRange, newestFirst, satisfies } from '../version.ts';

/** The id and version that an earlier draft of the same import became, by the draft's own id. */
export type Placed = ReadonlyMap<string, { readonly id: string; readonly version: string }>;

/** A release whose lifecycle, time and publisher the act adds. */
export type NewRelease = Omit<Release, 'lifecycle' | 'publishedAt' | 'publishedBy' | 'holders'>;

const NUMBERED = /^0\.0\.\d+$/;

/**
 * The release that the draft would be, were it unchanged: the one of its version (build parts do
 * not make another), or, without a version, the last that the registry numbered itself.
 */
export function releaseBefore(
  version: string | undefined,
  releases: readonly Release[],
): Release | undefined {
  if (version !== undefined) {
    return releases.find((one) => semver.compare(one.version, version) === 0);
  }
  const versions = newestFirst(releases.map((one) => one.version));
  const last = versions.find((one) => NUMBERED.test(one)) ?? versions[0];
  return releases.find((one) => one.version === last);
}

/** "Drafts without version are numbered 0.0.1, next patch when the fingerprint changed." */
export function nextNumber(releases: readonly Release[]): string {
  const numbers = releases.map((one) => one.version).filter((one) => NUMBERED.test(one));
  const last = newestFirst(numbers)[0];
  return last ? (semver.inc(last, 'patch') ?? last) : '0.0.1';
}

/**
 * Open pins become one minor wide, around the version that this import published or found. A pin
 * that the release before already had stays as it was: "A later release never moves a lock."
 */
export function closePins(
  pins: readonly Pin[],
  placed: Placed,
  before: Release | undefined,
): Pin[] | Refusal<'missing-connector'> {
  const closed: Pin[] = [];
  for (const pin of pins) {
    const target = placed.get(componentId(pin.kind, pin.name));
    if (!target) {
      return refuse(
        'missing-connector',
        `It uses ${componentId(pin.kind, pin.name)}, which was not taken.`,
      );
    }
    const name = target.id.slice(pin.kind.length + 1);
    const kept = before?.uses.find((one) => one.kind === pin.kind && one.name === name);
    closed.push(kept ?? { kind: pin.kind, name, range: rangeFor(pin.range, target.version) });
  }
  return closed;
}

function rangeFor(written: string, version: string): string {
  return written !== '*' && satisfies(version, written) ? written : minorRange(version);
}

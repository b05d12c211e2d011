import semver from 'semver';
import { versionKey } from './version.ts';

/** A stretch of version keys (`versionKey`), both ends included. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

const LOWEST = '0';
const HIGHEST = '9';

/**
 * The minors that a range touches, as stretches of version keys that do not overlap, the lowest
 * first: "query the minors that R touches, then filter exactly". Whole minors, since a lock of
 * 1.4.0 from the range `1.4.x` is asked for by 1.4.5 as well. Wider than the range, never narrower.
 */
export function windowsOf(range: string): Window[] {
  const windows = new semver.Range(range).set.map((set) => windowOf(set));
  return merged(windows.sort((a, b) => (a.from < b.from ? -1 : 1)));
}

function windowOf(set: readonly semver.Comparator[]): Window {
  const ends = set.filter((one) => one.value !== '');
  const lows = ends.filter((one) => one.operator !== '<' && one.operator !== '<=');
  const highs = ends.filter((one) => one.operator !== '>' && one.operator !== '>=');
  const from = lows.map((one) => minorKey(one.semver, 0)).sort();
  const to = highs.map((one) => lastKey(one, ends)).sort();
  return { from: from.at(-1) ?? LOWEST, to: to[0] ?? HIGHEST };
}

const MOST = Number.MAX_SAFE_INTEGER;

function minorKey({ major, minor }: semver.SemVer, patch: number): string {
  return versionKey(`${major}.${minor}.${patch}`);
}

/** The last key below the end. `<1.5.0` does not touch 1.5, unless the set names a pre-release of it. */
function lastKey(end: semver.Comparator, set: readonly semver.Comparator[]): string {
  const { major, minor, patch, prerelease } = end.semver;
  const named = set.some((one) => one !== end && one.semver.prerelease.length > 0);
  const first = prerelease.length === 0 ? !named : prerelease.length === 1 && prerelease[0] === 0;
  if (end.operator !== '<' || patch !== 0 || !first) return minorKey(end.semver, MOST);
  if (minor > 0) return versionKey(`${major}.${minor - 1}.${MOST}`);
  return major > 0 ? versionKey(`${major - 1}.${MOST}.${MOST}`) : LOWEST;
}

function merged(windows: readonly Window[]): Window[] {
  const out: Window[] = [];
  for (const next of windows) {
    const last = out.at(-1);
    if (!last || next.from > last.to) out.push(next);
    else if (next.to > last.to) out[out.length - 1] = { from: last.from, to: next.to };
  }
  return out;
}

import semver from 'semver';

/** SemVer 2.0, written out in full (`1.2.3`, `1.2.3-rc.1`, `1.2.3+build`): nothing else is a version. */
export function isVersion(text: string): boolean {
  return semver.valid(text) !== null && !/^[v=\s]|\s$/.test(text);
}

/** One to three numbers, as people write them, and what follows. */
const NUMBERS = /^(?:refs\/tags\/)?[v=\s]*(\d+)(?:\.(\d+))?(?:\.(\d+))?(.*)$/i;

/**
 * The SemVer version that somebody who wrote `1.0`, `v2`, `2024.08.01` or `1.0.0beta` most likely
 * meant. A fourth part is kept as a build part. Undefined for commits, names and ranges: `b17ad51`
 * holds digits too, but nobody meant version 17.0.0 by it.
 */
export function nearestVersion(text: string): string | undefined {
  const [, major, minor, patch, rest = ''] = NUMBERS.exec(text.trim()) ?? [];
  const numbers = [major, minor, patch].map((one) => one?.replace(/^0+(?=\d)/, '') ?? '0');
  const suffix = suffixOf(rest, { minor, patch });
  if (major === undefined || suffix === undefined) return undefined;
  const near = semver.parse(`${numbers.join('.')}${suffix}`, { loose: true });
  if (!near) return undefined;
  return near.build.length > 0 ? `${near.version}+${near.build.join('.')}` : near.version;
}

function suffixOf(
  rest: string,
  after: { minor: string | undefined; patch: string | undefined },
): string | undefined {
  if (rest === '' || /^[-+][0-9a-z]/i.test(rest)) return rest;
  if (after.patch && /^\.[0-9a-z]/i.test(rest)) return `+${rest.slice(1)}`;
  const word = /^[\s_]*([a-z][0-9a-z.-]*)$/i.exec(rest)?.[1];
  return after.minor && word ? `-${word}` : undefined;
}

/** A git commit hash, short or whole. Digits alone are one only at full length: `2024081` is a number. */
export function isCommit(text: string): boolean {
  return /^[0-9a-f]{7,40}$/i.test(text) && (/[a-f]/i.test(text) || text.length === 40);
}

/** The range that allows patches only: `3.2.4` → `3.2.x`; a pre-release is pinned exactly. */
export function minorRange(version: string): string {
  const parsed = semver.parse(version);
  if (!parsed || parsed.prerelease.length > 0) return version;
  return `${parsed.major}.${parsed.minor}.x`;
}

/** "Pre-releases match only when the range names one." */
export function satisfies(version: string, range: string): boolean {
  return semver.satisfies(version, range);
}

/** The highest of `versions` that satisfies `range`, if any. */
export function highest(range: string, versions: readonly string[]): string | undefined {
  return semver.maxSatisfying([...versions], range) ?? undefined;
}

/** Highest first. */
export function newestFirst(versions: readonly string[]): string[] {
  return semver.rsort([...versions]);
}

/** Which of them stands for the component: the highest; a pre-release only while there is nothing else. */
export function latestOf(versions: readonly string[]): string | undefined {
  return highest('*', versions) ?? newestFirst(versions)[0];
}

/** The patch after it: `1.2.3` → `1.2.4`; after a pre-release, the version that it leads to. */
export function nextPatch(version: string): string {
  return semver.inc(version, 'patch') ?? version;
}

/**
 * The version as three 16-digit numbers, so that text order is number order. Pre-release and build
 * parts are left out: `1.0.0-rc.1` has the key of 1.0.0, hence stands after every lower release and
 * before every higher one. Keys that go on with the full version (`…#1.0.0`, `…#1.0.0-rc.1`) list a
 * release before its own pre-releases, so whoever needs SemVer order within one sorts by `newestFirst`.
 */
export function versionKey(version: string): string {
  const parsed = semver.parse(version);
  if (!parsed) throw new Error('not a version');
  const part = (n: number) => String(n).padStart(16, '0');
  return `${part(parsed.major)}.${part(parsed.minor)}.${part(parsed.patch)}`;
}

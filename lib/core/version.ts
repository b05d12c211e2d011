import semver from 'semver';

/** What a pin asks for, and the form to write when it may not stand as it is. */
export type RangeCheck =
  | { readonly kind: 'ok'; readonly range: string }
  | { readonly kind: 'bad'; readonly why: 'no-range' | 'floating'; readonly say: string };

const LEAST = '0.0.0';

/** SemVer 2.0, written out in full (`1.2.3`, `1.2.3-rc.1`, `1.2.3+build`): nothing else is a version. */
export function isVersion(text: string): boolean {
  return semver.valid(text) !== null && !/^[v=\s]|\s$/.test(text);
}

/** The SemVer version that somebody who wrote `1.0`, `v2` or `2024.08.01` most likely meant. */
export function nearestVersion(text: string): string | undefined {
  const strict = semver.valid(text, { loose: true });
  return strict ?? semver.coerce(text, { includePrerelease: true })?.version;
}

/**
 * "Ranges are at most one minor wide by default (`3.2.x`, `~3.2.1`, `1.4.0`). Floating ones are
 * refused with the range to write instead."
 */
export function checkRange(range: string, versions: readonly string[]): RangeCheck {
  const parsed = semver.validRange(range);
  if (parsed === null || range.trim() === '') {
    return {
      kind: 'bad',
      why: 'no-range',
      say: `"${range}" is no version range.${hint(versions)}`,
    };
  }
  if (isWithinOneMinor(parsed)) return { kind: 'ok', range };
  const inside = highest(range, versions);
  const write = inside ? ` Write "${minorRange(inside)}" instead.` : hint(versions);
  return {
    kind: 'bad',
    why: 'floating',
    say: `"${range}" is wider than one minor version.${write}`,
  };
}

function hint(versions: readonly string[]): string {
  const newest = highest('*', versions) ?? semver.rsort([...versions])[0];
  return newest ? ` Write "${minorRange(newest)}", for example.` : ' Write "1.4.0" or "3.2.x".';
}

/** True when every version that satisfies `range` shares one major and one minor number. */
function isWithinOneMinor(range: string): boolean {
  const least = semver.minVersion(range);
  if (!least) return false;
  const next = `${least.major}.${least.minor + 1}.0-0`;
  return semver.subset(range, `>=${LEAST}-0 <${next}`, { includePrerelease: true });
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

/** The version as three 16-digit numbers, so that text order is number order; pre-release kept behind. */
export function versionKey(version: string): string {
  const parsed = semver.parse(version);
  if (!parsed) throw new Error('not a version');
  const part = (n: number) => String(n).padStart(16, '0');
  return `${part(parsed.major)}.${part(parsed.minor)}.${part(parsed.patch)}`;
}

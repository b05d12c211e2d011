import semver from 'semver';

/** Whether npm semver reads the text as a range of any width. Empty text, which it reads as `*`, is none. */
export function isRange(text: string): boolean {
  return text.trim() !== '' && semver.validRange(text) !== null;
}

/**
 * Whether some version satisfies both ranges: "declared range intersects R". Both must be ranges
 * (`isRange`); anything else throws, because it should have been refused at the door.
 */
export function intersects(a: string, b: string): boolean {
  return semver.intersects(a, b);
}

/** Whether every version that satisfies `inner` also satisfies `outer`. Both must be ranges. */
export function isSubset(inner: string, outer: string): boolean {
  return semver.subset(inner, outer);
}

/** The lowest version that satisfies the range; undefined when it leaves none to start from. */
export function least(range: string): string | undefined {
  return semver.minVersion(range)?.version;
}

/** Whether a pin may ask for it: a range of any width that some version can satisfy. */
export function isPinRange(text: string): boolean {
  return isRange(text) && least(text) !== undefined;
}

/** True when every version that satisfies the range shares one major and one minor number. */
export function isWithinOneMinor(range: string): boolean {
  const lowest = semver.minVersion(range);
  if (!lowest) return false;
  const { major, minor } = lowest;
  // No version has a higher minor number, so there is no window to compare with.
  if (minor === Number.MAX_SAFE_INTEGER) return semver.validRange(range) === lowest.version;
  const window = `>=${major}.${minor}.0-0 <${major}.${minor + 1}.0-0`;
  return semver.subset(withoutUnnamed(range), window, { includePrerelease: true });
}

/**
 * "Pre-releases match only when the range names one": `<0.25.0` alone never lets 0.25.0-rc.1 in, so
 * its end is `<0.25.0-0`, unless the same set names a pre-release of 0.25.0.
 */
function withoutUnnamed(range: string): string {
  const sets = new semver.Range(range).set.map((set) =>
    set.map((one) => (one.operator === '<' && !isNamed(one, set) ? `${one.value}-0` : one.value)),
  );
  return sets.map((set) => set.join(' ')).join(' || ');
}

/** True when the comparator, or another of its set with the same three numbers, names a pre-release. */
function isNamed({ semver: end }: semver.Comparator, set: readonly semver.Comparator[]): boolean {
  return set.some(
    (one) =>
      one.value !== '' && one.semver.compareMain(end) === 0 && one.semver.prerelease.length > 0,
  );
}

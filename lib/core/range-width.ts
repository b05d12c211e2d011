import semver from 'semver';
import type { Rules } from './baseline.ts';
import { intersects, isRange, isSubset, isWithinOneMinor, least } from './range.ts';
import { minorRange } from './version.ts';

export type Width = Rules['range-width']['widest'];

/** No version of anybody's is that high: a range that still goes on there has no end. */
const FAR = '>=1000000.0.0';

/** "Floating": text that names no range, or a range without an upper end. */
export function isFloating(text: string): boolean {
  return !isRange(text) || intersects(text, FAR);
}

/**
 * Whether the range is at most so wide: one version; one patch with its pre-releases; one minor.
 * What is no range is wider than anything.
 */
export function isWithin(text: string, widest: Width): boolean {
  const lowest = isRange(text) ? least(text) : undefined;
  if (!lowest) return false;
  switch (widest) {
    case 'exact':
      return isSubset(text, lowest);
    case 'patch': {
      const [numbers = lowest] = lowest.split(/[-+]/);
      const end = semver.inc(numbers, 'patch');
      const window = `>=${numbers}-0 <${end}-0`;
      return isSubset(text, lowest) || semver.subset(text, window, { includePrerelease: true });
    }
    case 'minor':
      return isWithinOneMinor(text);
  }
}

/** The range for patches of a version (`3.2.x`), or the version alone where that is too wide already. */
export function rangeAround(version: string, widest: Width): string {
  const range = minorRange(version);
  return isWithin(range, widest) ? range : version;
}

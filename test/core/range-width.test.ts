import { expect, test } from 'vitest';
import { isFloating, isWithin, rangeAround } from '../../lib/core/range-width.ts';

/** A range, and whether it is at most one version, one patch, one minor wide; last whether it floats. */
test.each([
  ['1.4.0', true, true, true, false],
  ['=1.4.0', true, true, true, false],
  ['1.4.0-rc.1', true, true, true, false],
  ['>=1.4.0 <=1.4.0', true, true, true, false],
  ['>=1.4.0-rc.1 <=1.4.0', false, true, true, false],
  ['3.2.x', false, false, true, false],
  ['~3.2.1', false, false, true, false],
  ['1.4.0 || 1.4.2', false, false, true, false],
  ['^3.2.0', false, false, false, false],
  ['1.x', false, false, false, false],
  ['<2.0.0', false, false, false, false],
  ['>=1.4.0', false, false, false, true],
  ['*', false, false, false, true],
  ['', false, false, false, true],
  ['latest', false, false, false, true],
  ['<0.0.0-0', false, false, false, false],
])('%j: exact %s, patch %s, minor %s; floating %s', (range, exact, patch, minor, floating) => {
  expect(isWithin(range, 'exact')).toBe(exact);
  expect(isWithin(range, 'patch')).toBe(patch);
  expect(isWithin(range, 'minor')).toBe(minor);
  expect(isFloating(range)).toBe(floating);
});

test.each([
  ['3.2.4', 'minor', '3.2.x'],
  ['3.2.4', 'patch', '3.2.4'],
  ['3.2.4', 'exact', '3.2.4'],
  ['4.0.0-rc.1', 'minor', '4.0.0-rc.1'],
] as const)('around %s, at most one %s: %s', (version, widest, range) => {
  expect(rangeAround(version, widest)).toBe(range);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intersects, isRange, isSubset, isWithinOneMinor, least } from '../../lib/core/range.ts';
import { satisfies } from '../../lib/core/version.ts';
import { DATA_ABSENT, DATA_PRESENT, oracle, pairs } from './version-data.ts';

test.each([
  ['3.2.x', true],
  ['^1.0.0 || ^2.0.0', true],
  ['*', true],
  ['', false],
  [' ', false],
  ['latest', false],
  ['>=1.0.0 | <2.0.0', false],
])('%j is a range: %s', (text, expected) => {
  expect(isRange(text)).toBe(expected);
});

test.each([
  ['^1.2.0', '1.4.x', true, false],
  ['1.4.x', '^1.2.0', true, true],
  ['~1.2.0', '~1.3.0', false, false],
  ['1.0.0-rc.1', '^1.0.0', false, false],
])('%s and %s: they overlap: %s; the first is part of the second: %s', (a, b, both, part) => {
  expect(intersects(a, b)).toBe(both);
  expect(intersects(b, a)).toBe(both);
  expect(isSubset(a, b)).toBe(part);
});

test.each([
  ['^1.2.0', '1.2.0'],
  ['>1.2.0', '1.2.1'],
  ['2.x || 1.x', '1.0.0'],
  ['*', '0.0.0'],
  ['>2 <1', undefined],
])('the least version of %s is %s', (range, version) => {
  expect(least(range)).toBe(version);
});

describe('one minor wide at most', () => {
  test.each([
    '>=0.24.0 <0.25.0',
    '>=0.24.0 <0.25.0 || 0.24.11-0',
    '>=0.24.0-0 <0.25.0',
    '3.2.0 - 3.2.9',
    '<0.1.0',
    '1.0.0-rc.1 || 1.0.x',
    '1.9007199254740991.0',
  ])('%s is: no version outside its minor satisfies it', (range) => {
    expect(isWithinOneMinor(range)).toBe(true);
  });

  test.each([
    '*',
    '^1.0.0',
    '>=0.24.0 <0.26.0',
    '>=0.24.0 <0.25.0-rc.1',
    '>=0.24.0 <0.25.0 || 0.25.0-0',
    '>=0.24.0 <0.25.0 <0.25.0-rc.1',
    '<=0.1.0',
    '>2 <1',
  ])('%s is not', (range) => {
    expect(isWithinOneMinor(range)).toBe(false);
  });

  test('says the same as trying all versions around', () => {
    fc.assert(
      fc.property(drawnSets, (sets) => {
        const range = sets.join(' || ');
        // npm semver does not see that `a || b` lies in `c` when b is a contradiction, like `>2 <1`.
        fc.pre(least(range) !== undefined && sets.every((one) => minorsIn(one).size > 0));
        expect(isWithinOneMinor(range)).toBe(minorsIn(range).size === 1);
      }),
      { numRuns: 300 },
    );
  });
});

const TAILS = ['', '-0', '-1', '-rc.1', '-rc.1.1', '-rc.2', '-rc.2.1'];
const GRID = [0, 1, 2, 3].flatMap((major) =>
  [0, 1, 2, 3].flatMap((minor) =>
    [0, 1, 2, 3].flatMap((patch) => TAILS.map((tail) => `${major}.${minor}.${patch}${tail}`)),
  ),
);
const minorsIn = (range: string) =>
  new Set(GRID.filter((one) => satisfies(one, range)).map(minorOf));
const minorOf = (version: string) => version.split('.').slice(0, 2).join('.');

const small = fc.integer({ min: 0, max: 2 });
const tail = fc.constantFrom('', '', '', '-0', '-rc.1', '-rc.2');
const operator = fc.constantFrom('', '>', '>=', '<', '<=', '~', '^');
const comparator = fc
  .tuple(operator, small, small, small, tail)
  .map(([sign, major, minor, patch, end]) => `${sign}${major}.${minor}.${patch}${end}`);
const set = fc.array(comparator, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
const drawnSets = fc.array(set, { minLength: 1, maxLength: 2 });

describe.runIf(DATA_PRESENT)('against the answers of npm semver', () => {
  test('ranges overlap, and lie in one another, as they should', () => {
    const all = DATA_PRESENT ? pairs() : [];
    expect(all).toHaveLength(3000);
    expect(all.filter((one) => intersects(one.a, one.b) !== one.intersects)).toEqual([]);
    expect(all.filter((one) => intersects(one.b, one.a) !== one.intersects)).toEqual([]);
    expect(all.filter((one) => isSubset(one.a, one.b) !== one.isSubset)).toEqual([]);
  });

  test('the least version of every range is the same', () => {
    expect(oracle().filter(({ range, min }) => least(range) !== min)).toEqual([]);
  });

  test('what passes as one minor wide is satisfied by versions of one minor alone', () => {
    const narrow = oracle().filter(({ range }) => isWithinOneMinor(range));
    expect(narrow.length).toBeGreaterThan(1000);
    const wide = narrow.filter(({ satisfied }) => new Set(satisfied.map(minorOf)).size > 1);
    expect(wide).toEqual([]);
  });
});

if (!DATA_PRESENT) test(DATA_ABSENT, () => expect(DATA_PRESENT).toBe(false));

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  highest,
  isCommit,
  isVersion,
  latestOf,
  minorRange,
  nearestVersion,
  newestFirst,
  nextPatch,
  satisfies,
  versionKey,
} from '../../lib/core/version.ts';

describe('a version', () => {
  test.each(['1.2.3', '0.0.0', '1.2.3-rc.1', '1.2.3+build.5', '9007199254740991.0.0'])(
    'is %j, written out in full',
    (text) => expect(isVersion(text)).toBe(true),
  );
  test.each(['', '1', '1.2', 'v1.2.3', '=1.2.3', ' 1.2.3', '1.2.3 ', '01.2.3', '1.2.x', '1.2.3.4'])(
    'is not %j',
    (text) => expect(isVersion(text)).toBe(false),
  );
});

test.each([
  ['1.2.3', '1.2.3'],
  ['0.1', '0.1.0'],
  ['1.0', '1.0.0'],
  ['v2', '2.0.0'],
  ['v1.2.3', '1.2.3'],
  ['refs/tags/v1.2.3', '1.2.3'],
  ['2024.08.01', '2024.8.1'],
  ['2024.08', '2024.8.0'],
  ['1.0.0-rc.1', '1.0.0-rc.1'],
  ['1.0.0beta', '1.0.0-beta'],
  ['1.0rc2', '1.0.0-rc2'],
  ['1.0.0_beta', '1.0.0-beta'],
  ['1.0.0-beta.01', '1.0.0-beta.1'],
  ['v1.1.0+cli.2.29.1', '1.1.0+cli.2.29.1'],
  ['0.0.1.cli.2.24.0', '0.0.1+cli.2.24.0'],
  ['main', undefined],
  ['', undefined],
  ['0.0.q', undefined],
  ['1.x', undefined],
  ['^1.2.0', undefined],
  ['1.2.3 - 2.0.0', undefined],
  ['b17ad5148ab7', undefined],
  ['7f3a9c1', undefined],
  ['99999999999999999999.0.0', undefined],
])('what somebody meant by %j is %j', (text, meant) => {
  expect(nearestVersion(text)).toBe(meant);
});

test.each([
  ['b17ad5148ab7', true],
  ['90d02e486227d179d2ce9b850dbb3f9846443cab', true],
  ['1'.repeat(40), true],
  ['2024081', false],
  ['abc123', false],
  ['latest', false],
])('%j is a commit: %s', (text, expected) => {
  expect(isCommit(text)).toBe(expected);
});

const PUBLISHED = ['1.4.0', '3.1.9', '3.2.0', '3.2.4', '3.3.0', '4.0.0-rc.1'];

test.each([
  ['3.2.4', '3.2.x'],
  ['0.0.1', '0.0.x'],
  ['1.0.0-rc.1', '1.0.0-rc.1'],
])('the range that allows only patches of %s is %s', (version, range) => {
  expect(minorRange(version)).toBe(range);
});

test.each([
  ['3.2.4', '3.2.x', true],
  ['3.3.0', '3.2.x', false],
  ['3.2.5-rc.1', '3.2.x', false],
  ['3.2.5-rc.1', '3.2.5-rc.1', true],
  ['3.2.4+build', '3.2.4', true],
])('%s in %s: %s, as pre-releases match only when the range names one', (version, range, fits) => {
  expect(satisfies(version, range)).toBe(fits);
});

test('the highest is chosen by number, not by text', () => {
  expect(highest('3.2.x', ['3.2.9', '3.2.10', '3.3.0'])).toBe('3.2.10');
  expect(highest('5.0.x', PUBLISHED)).toBeUndefined();
  expect(newestFirst(['3.2.9', '3.2.10', '3.2.10-rc.1'])).toEqual([
    '3.2.10',
    '3.2.10-rc.1',
    '3.2.9',
  ]);
});

describe('the key that versions are stored under', () => {
  const number = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  const triple = fc.tuple(number, number, number);

  test('has three numbers of sixteen digits', () => {
    expect(versionKey('3.2.4')).toBe('0000000000000003.0000000000000002.0000000000000004');
  });

  test('sorts as text the way versions sort as numbers', () => {
    fc.assert(
      fc.property(triple, triple, (a, b) => {
        const [before] = newestFirst([a.join('.'), b.join('.')]).reverse();
        const [first] = [versionKey(a.join('.')), versionKey(b.join('.'))].sort();
        expect(first).toBe(versionKey(before ?? ''));
      }),
    );
  });

  test.each(['1.0.0-rc.1', '1.0.0+build.5'])('of %j is that of 1.0.0', (version) => {
    expect(versionKey(version)).toBe(versionKey('1.0.0'));
  });

  test('keeps pre-releases after every lower release and before every higher one', () => {
    const order = ['0.9.9', '1.0.0-rc.1', '1.0.0', '1.0.1-0', '1.0.1'];
    expect(order.map(versionKey)).toEqual(order.map(versionKey).sort());
  });

  test('followed by the version lists a release before its own pre-releases', () => {
    const keys = ['1.0.0-rc.1', '1.0.0', '1.0.1-rc.1'].map((one) => `${versionKey(one)}#${one}`);
    expect(keys.sort().map((key) => key.split('#')[1])).toEqual([
      '1.0.0',
      '1.0.0-rc.1',
      '1.0.1-rc.1',
    ]);
  });

  test('is not made for what is no version', () => {
    expect(() => versionKey('3.2')).toThrow('not a version');
  });
});

test.each([
  [['1.0.0', '1.10.0', '1.9.0'], '1.10.0'],
  [['1.0.0', '2.0.0-rc.1'], '1.0.0'],
  [['2.0.0-rc.1', '2.0.0-rc.2'], '2.0.0-rc.2'],
  [[], undefined],
])('of %j, %s stands for the component', (versions, latest) => {
  expect(latestOf(versions)).toBe(latest);
});

test.each([
  ['1.2.3', '1.2.4'],
  ['1.2.3-rc.1', '1.2.3'],
  ['1.2.3+a', '1.2.4'],
])('after %s comes %s', (version, next) => expect(nextPatch(version)).toBe(next));

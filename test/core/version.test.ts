import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkRange,
  highest,
  isVersion,
  minorRange,
  nearestVersion,
  newestFirst,
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
  ['1.0', '1.0.0'],
  ['v2', '2.0.0'],
  ['2024.08.01', '2024.8.1'],
  ['1.0.0-rc.1', '1.0.0-rc.1'],
  ['main', undefined],
])('what somebody meant by %j is %j', (text, meant) => {
  expect(nearestVersion(text)).toBe(meant);
});

const PUBLISHED = ['1.4.0', '3.1.9', '3.2.0', '3.2.4', '3.3.0', '4.0.0-rc.1'];

describe('a range', () => {
  test.each([
    '3.2.x',
    '~3.2.1',
    '1.4.0',
    '3.2',
    '=3.2.4',
    '4.0.0-rc.1',
    '3.2.0 || 3.2.4',
    '^0.3.1',
  ])('%j stands: it is at most one minor wide', (range) =>
    expect(checkRange(range, PUBLISHED)).toEqual({ kind: 'ok', range }),
  );

  test.each([
    ['^3.1.0', 'Write "3.3.x" instead.'],
    ['*', 'Write "3.3.x" instead.'],
    ['3.x', 'Write "3.3.x" instead.'],
    ['>=1.4.0', 'Write "3.3.x" instead.'],
    ['1.4.0 || 3.2.0', 'Write "3.2.x" instead.'],
    ['^7.0.0', 'Write "3.3.x", for example.'],
  ])('%j floats and is refused with the range to write', (range, way) => {
    const outcome = checkRange(range, PUBLISHED);
    expect(outcome).toMatchObject({ kind: 'bad', why: 'floating' });
    expect(outcome.kind === 'bad' && outcome.say).toContain(way);
  });

  test.each(['', ' ', 'latest', '3.2.y', 'git+ssh://x'])('%j is no range', (range) => {
    expect(checkRange(range, PUBLISHED)).toMatchObject({ kind: 'bad', why: 'no-range' });
  });

  test('a floating range over nothing published still gets an example', () => {
    const outcome = checkRange('*', []);
    expect(outcome.kind === 'bad' && outcome.say).toContain('Write "1.4.0" or "3.2.x".');
  });

  test('only pre-releases published: the newest of them is the example', () => {
    const outcome = checkRange('*', ['1.0.0-rc.1', '1.0.0-rc.2']);
    expect(outcome.kind === 'bad' && outcome.say).toContain('"1.0.0-rc.2"');
  });
});

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

  test('is not made for what is no version', () => {
    expect(() => versionKey('3.2')).toThrow('not a version');
  });
});

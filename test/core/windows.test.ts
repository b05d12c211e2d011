import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meets } from '../../lib/core/dependents.ts';
import { isWithinOneMinor } from '../../lib/core/range.ts';
import { satisfies, versionKey } from '../../lib/core/version.ts';
import { type Window, windowsOf } from '../../lib/core/windows.ts';

function isInside(version: string, windows: readonly Window[]): boolean {
  const key = versionKey(version);
  return windows.some(({ from, to }) => from <= key && key <= to);
}

/** The minors from 0.0 to 3.3 that a range's windows hold. */
function minors(range: string): string {
  const all = [0, 1, 2, 3].flatMap((major) => [0, 1, 2, 3].map((minor) => `${major}.${minor}`));
  return all.filter((minor) => isInside(`${minor}.7`, windowsOf(range))).join(' ');
}

test.each([
  ['1.2.3', '1.2'],
  ['1.2.x', '1.2'],
  ['~1.2.1', '1.2'],
  ['1.2.3 || 1.2.9', '1.2'],
  ['^2.1.0', '2.1 2.2 2.3'],
  ['>=1.3 <2.1', '1.3 2.0'],
  ['1.0.x || 3.0.x', '1.0 3.0'],
  ['<0.2.0', '0.0 0.1'],
  ['>=3.2', '3.2 3.3'],
  ['>=2.0.0-rc.1 <2.1.0', '2.0 2.1'],
])('%s touches the minors %s', (range, expected) => {
  expect(minors(range)).toBe(expected);
});

test('all versions are one window', () => {
  expect(windowsOf('*')).toHaveLength(1);
});

const number = fc.integer({ min: 0, max: 3 });
const version = fc
  .tuple(number, number, number, fc.constantFrom('', '', '-rc.1', '-0'))
  .map(([a, b, c, tag]) => `${a}.${b}.${c}${tag}`);
const set = fc.oneof(
  version,
  version.map((one) => `^${one}`),
  version.map((one) => `~${one}`),
  fc.tuple(version, version).map(([a, b]) => `>=${a} <${b}`),
  fc.tuple(version, version).map(([a, b]) => `>${a} <=${b}`),
  fc.tuple(number, number).map(([a, b]) => `${a}.${b}.x`),
);
const range = fc.oneof(
  set,
  fc.tuple(set, set).map((both) => both.join(' || ')),
);

describe('the windows of a question', () => {
  test('leave out no version that satisfies it', () => {
    fc.assert(
      fc.property(range, version, (asked, one) => {
        if (satisfies(one, asked)) expect(isInside(one, windowsOf(asked))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('leave out no pin of one minor without a pre-release, whatever it declares', () => {
    const narrow = range.filter((one) => isWithinOneMinor(one) && !one.includes('-'));
    fc.assert(
      fc.property(range, narrow, version, (asked, declared, locked) => {
        const pin = { range: declared, version: locked };
        if (!satisfies(locked, declared) || !meets(pin, asked)) return;
        expect(isInside(locked, windowsOf(asked))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  test('do not overlap, so that no edge is read twice', () => {
    fc.assert(
      fc.property(range, version, (asked, one) => {
        const holding = windowsOf(asked).filter((window) => isInside(one, [window]));
        expect(holding.length).toBeLessThan(2);
      }),
    );
  });
});

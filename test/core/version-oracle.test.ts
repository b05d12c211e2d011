import { describe, expect, test } from 'vitest';
import { newestFirst, satisfies, versionKey } from '../../lib/core/version.ts';
import { DATA_ABSENT, DATA_PRESENT, inOrder, oracle } from './version-data.ts';

describe.runIf(DATA_PRESENT)('against the answers of npm semver', () => {
  const answers = DATA_PRESENT ? oracle() : [];

  test('every version is in or out of every range as it should be', () => {
    const wrong = answers.flatMap(({ range, satisfied, not }) => [
      ...satisfied.filter((one) => !satisfies(one, range)).map((one) => `${one} not in ${range}`),
      ...not.filter((one) => satisfies(one, range)).map((one) => `${one} in ${range}`),
    ]);
    expect(wrong).toEqual([]);
    const checks = answers.flatMap((one) => [...one.satisfied, ...one.not]).length;
    expect([answers.length, checks]).toEqual([4771, 51720]);
  });

  test('"Pre-releases match only when the range names one": those that lie between its ends do not', () => {
    const between = answers.flatMap(({ range, satisfied_with_include_prerelease: inside }) =>
      inside.map((version) => ({ range, version })),
    );
    expect(between.length).toBeGreaterThan(1000);
    expect(between.filter(({ range, version }) => satisfies(version, range))).toEqual([]);
  });

  test('real versions come in order, wherever they start', () => {
    const order = inOrder();
    expect(order).toHaveLength(2500);
    const shuffled = order.toSorted((a, b) => a.length - b.length || a.localeCompare(b));
    expect(newestFirst(shuffled)).toEqual(order.toReversed());
  });

  test('keys of real versions never run against their order', () => {
    const keys = inOrder().map(versionKey);
    expect(keys).toEqual(keys.toSorted());
    const released = inOrder().filter((one) => !one.includes('-'));
    expect(released.length).toBeGreaterThan(500);
    expect(new Set(released.map(versionKey)).size).toBe(released.length);
  });
});

if (!DATA_PRESENT) test(DATA_ABSENT, () => expect(DATA_PRESENT).toBe(false));

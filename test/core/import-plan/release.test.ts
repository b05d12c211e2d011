import { describe, expect, it } from 'vitest';
import type { Release } from '../../../lib/core/component.ts';
import { closePins, nextNumber, releaseBefore } from '../../../lib/core/import-plan/release.ts';
import { emptySurface } from '../../../lib/core/marketplace/draft.ts';

function release(version: string, range = '1.0.x'): Release {
  return {
    component: 'plugin/fare-check',
    version,
    lifecycle: 'active',
    surface: emptySurface(),
    uses: [{ kind: 'connector', name: 'fares', range }],
    fingerprint: 'f',
    publishedAt: '2026-11-21T09:00:00.000Z',
    publishedBy: 'platform admin',
  };
}

describe('the release before', () => {
  it.each([
    ['the same version', '1.0.0', ['1.0.0', '1.1.0'], '1.0.0'],
    ['the same but for the build part', '1.0.0+b', ['1.0.0+a'], '1.0.0+a'],
    ['none for a new version', '1.2.0', ['1.0.0'], undefined],
    ['the last numbered one', undefined, ['0.0.2', '0.0.10', '3.0.0'], '0.0.10'],
    ['the newest, when none is numbered', undefined, ['1.0.0', '3.0.0'], '3.0.0'],
    ['none in an empty registry', undefined, [], undefined],
  ])('%s', (_, version, held, expected) => {
    expect(
      releaseBefore(
        version,
        held.map((one) => release(one)),
      )?.version,
    ).toBe(expected);
  });
});

it.each([
  [[], '0.0.1'],
  [['1.4.0'], '0.0.1'],
  [['0.0.1', '0.0.9', '0.0.10'], '0.0.11'],
])('after %j comes %s', (held, expected) => {
  expect(nextNumber(held.map((one) => release(one)))).toBe(expected);
});

describe('a pin is closed', () => {
  const pin = { kind: 'connector' as const, name: 'fares', range: '*' };
  const placed = new Map([['connector/fares', { id: 'connector/depot.fares', version: '1.4.2' }]]);

  it.each([
    ['to the minor of what was placed', pin, undefined, '1.4.x'],
    ['as written, when that holds', { ...pin, range: '1.4.1 - 1.4.9' }, undefined, '1.4.1 - 1.4.9'],
    [
      'to what was placed, when the written range misses it',
      { ...pin, range: '2.0.x' },
      undefined,
      '1.4.x',
    ],
  ])('%s', (_, written, before, range) => {
    expect(closePins([written], placed, before)).toEqual([{ ...pin, name: 'depot.fares', range }]);
  });

  it('as the release before had it', () => {
    const same = new Map([['connector/fares', { id: 'connector/fares', version: '1.4.2' }]]);
    expect(closePins([pin], same, release('1.0.0', '1.0.x'))).toEqual([{ ...pin, range: '1.0.x' }]);
  });

  it('not at all when its target was not taken', () => {
    expect(closePins([pin], new Map(), undefined)).toMatchObject({ why: 'missing-connector' });
  });
});

import { describe, expect, test } from 'vitest';
import { MOST_KEYS, OVERLAPS, overlapSchema, rotate, withoutKey } from '../../lib/core/rotation.ts';
import type { KeyRecord } from '../../lib/core/workflow.ts';
import { keysInForce } from '../../lib/core/workflow.ts';
import { OWNER } from './perfect.ts';

const NOW = '2026-11-23T09:00:00.000Z';

function key(id: string, endsAt?: string): KeyRecord {
  const record = { id, hash: `hash-${id}`, holder: OWNER, issuedAt: '2026-11-01T09:00:00.000Z' };
  return endsAt === undefined ? record : { ...record, endsAt };
}

const FRESH = { ...key('fresh'), issuedAt: NOW };

function rotated(before: readonly KeyRecord[] | undefined, overlap: (typeof OVERLAPS)[number]) {
  const outcome = rotate(before, FRESH, overlap, NOW);
  if (outcome.kind !== 'rotated') throw new Error(outcome.say);
  return outcome;
}

test('the first key of all ends nothing', () => {
  expect(rotated(undefined, '24-hours')).toEqual({ kind: 'rotated', keys: [FRESH], gone: [] });
});

test.each([
  ['at-once', undefined],
  ['1-hour', '2026-11-23T10:00:00.000Z'],
  ['24-hours', '2026-11-24T09:00:00.000Z'],
  ['7-days', '2026-11-30T09:00:00.000Z'],
] as const)('with the overlap %s the older key ends at %s', (overlap, endsAt) => {
  const { keys, gone } = rotated([key('old')], overlap);
  expect(keys.map((one) => [one.id, one.endsAt])).toEqual([
    ...(endsAt ? [['old', endsAt]] : []),
    ['fresh', undefined],
  ]);
  expect(gone.map((one) => one.id)).toEqual(endsAt ? [] : ['old']);
});

test('a key that was to end sooner still does, one that was to end later ends with the rest', () => {
  const sooner = '2026-11-23T09:30:00.000Z';
  const { keys } = rotated(
    [key('soon', sooner), key('late', '2026-12-31T09:00:00.000Z')],
    '1-hour',
  );
  expect(keys.map((one) => one.endsAt)).toEqual([sooner, '2026-11-23T10:00:00.000Z', undefined]);
});

test('a key that has ended is gone, however long the overlap', () => {
  const { keys, gone } = rotated([key('ended', NOW)], '7-days');
  expect(keys).toEqual([FRESH]);
  expect(gone.map((one) => one.id)).toEqual(['ended']);
});

describe('at most five keys are in force', () => {
  const four = ['a', 'b', 'c', 'd'].map((id) => key(id));
  test('the fifth is one of them', () => {
    expect(rotated(four, '1-hour').keys).toHaveLength(MOST_KEYS);
  });
  test('the sixth is refused with the way out', () => {
    const outcome = rotate([...four, key('e')], FRESH, '1-hour', NOW);
    expect(outcome).toMatchObject({
      why: 'too-many-keys',
      say: '5 keys are in force already. Revoke one, or choose that the older ones end at once.',
    });
  });
  test('and is none too many when the older ones end at once, or have ended', () => {
    expect(rotated([...four, key('e')], 'at-once').keys).toEqual([FRESH]);
    expect(rotated([...four, key('e', NOW)], '1-hour').keys).toHaveLength(MOST_KEYS);
  });
});

test('the key without its successor is in force until the moment it ends', () => {
  const { keys } = rotated([key('old')], '1-hour');
  const ids = (now: string) => keysInForce(keys, now).map((one) => one.id);
  expect(ids('2026-11-23T09:59:59.999Z')).toEqual(['old', 'fresh']);
  expect(ids('2026-11-23T10:00:00.000Z')).toEqual(['fresh']);
});

describe('revoking', () => {
  const keys = [key('old', '2026-11-23T10:00:00.000Z'), key('new')];
  test('takes one key out and leaves the others', () => {
    const outcome = withoutKey(keys, 'old', NOW);
    expect(outcome).toEqual({ kind: 'revoked', key: keys[0], keys: [keys[1]] });
  });
  test.each([
    ['an unknown one', 'none', NOW],
    ['one that has ended', 'old', '2026-11-23T10:00:00.000Z'],
  ])('refuses %s', (_, id, now) => {
    expect(withoutKey(keys, id, now)).toMatchObject({ why: 'no-key' });
    expect(withoutKey(undefined, id, now)).toMatchObject({ why: 'no-key' });
  });
});

test('an overlap is one of four', () => {
  for (const one of OVERLAPS) expect(overlapSchema.parse(one)).toBe(one);
  expect(overlapSchema.safeParse('for-ever').success).toBe(false);
});

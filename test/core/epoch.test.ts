import { describe, expect, test } from 'vitest';
import {
  type Declared,
  type Epoch,
  epochAfter,
  epochsOf,
  tookAway,
  wrongEpoch,
} from '../../lib/core/epoch.ts';
import { type Verification, verifyExport } from '../../lib/core/verify.ts';
import type { Trust } from '../../lib/core/verify-checkpoints.ts';
import {
  type History,
  history,
  keptOf,
  linesOf,
  seeded,
  signCheckpoint,
  testKey,
} from '../kit/history.ts';
import { TRUST } from '../kit/trust.ts';
import { LATER, NOW } from './perfect.ts';

const HASH = 'a'.repeat(64);
const OTHER_HASH = 'b'.repeat(64);
const DECLARED: Declared = { at: NOW, by: 'system/restore', madeAt: NOW };
const FROM = { number: 4, hash: HASH };
const EPOCH: Epoch = { ...DECLARED, number: 2, from: FROM };

describe('the epoch of the next checkpoint', () => {
  test('is none while nothing was restored', () => {
    expect(epochAfter(undefined, undefined, FROM)).toBeUndefined();
  });
  test('is the second after the first restore, and goes on from the last checkpoint', () => {
    expect(epochAfter(undefined, DECLARED, FROM)).toEqual(EPOCH);
  });
  test('stays the same until the next restore', () => {
    expect(epochAfter(EPOCH, DECLARED, { number: 9, hash: OTHER_HASH })).toBe(EPOCH);
    const again = epochAfter(EPOCH, { ...DECLARED, at: LATER }, { number: 9, hash: OTHER_HASH });
    expect(again).toMatchObject({ number: 3, at: LATER, from: { number: 9 } });
  });
});

test.each<[string, Epoch | undefined, Epoch | undefined, boolean]>([
  ['none, as before', undefined, undefined, false],
  ['the same as before', EPOCH, { ...EPOCH }, false],
  ['a new one that goes on from there', EPOCH, undefined, false],
  ['one that was there and is not any more', undefined, EPOCH, true],
  ['one that skips a number', { ...EPOCH, number: 3 }, undefined, true],
  ['another of the same number', { ...EPOCH, at: LATER }, EPOCH, true],
  ['one from another checkpoint', { ...EPOCH, from: { ...FROM, number: 3 } }, undefined, true],
  ['one from another history', { ...EPOCH, from: { ...FROM, hash: OTHER_HASH } }, undefined, true],
  ['one that names who declared it differently', { ...EPOCH, by: 'x/y' }, EPOCH, true],
  ['one that lost something else', { ...EPOCH, lost: FROM }, EPOCH, true],
])('a checkpoint that states %s', (_, said, before, wrong) => {
  expect(wrongEpoch(said, before, FROM) !== undefined).toBe(wrong);
});

/** The second restore, from a backup that is older than the first. */
const FIRST = { ...DECLARED, number: 2, from: FROM, lost: { number: 9, hash: HASH } };
const AGAIN: Epoch = {
  ...{ ...DECLARED, at: LATER, number: 3, from: { number: 2, hash: HASH } },
  ...{ lost: { number: 6, hash: OTHER_HASH }, forgot: [FIRST] },
};

describe('a restore from a backup older than another restore', () => {
  test('does not give the number of the first one again, and says what it declared', () => {
    const { number: __, from, ...declaration } = AGAIN;
    expect(epochAfter(undefined, declaration, from)).toEqual(AGAIN);
    expect(wrongEpoch(AGAIN, undefined, from)).toBeUndefined();
  });
  test('forgets nothing that the backup tells of', () => {
    const declaration = { ...DECLARED, at: LATER, forgot: [FIRST] };
    const next = epochAfter(EPOCH, declaration, FROM);
    expect(next).toEqual({ ...DECLARED, at: LATER, number: 3, from: FROM });
  });
  test.each([
    ['a number that was given', { ...AGAIN, number: 2 }],
    ['a number that leaves one out', { ...AGAIN, number: 4 }],
    ['restores out of order', { ...AGAIN, number: 3, forgot: [{ ...FIRST, number: 3 }, FIRST] }],
    ['one twice', { ...AGAIN, forgot: [FIRST, FIRST] }],
  ])('is wrong with %s', (_, said) => {
    expect(wrongEpoch(said, undefined, AGAIN.from)).toBeDefined();
  });
  test.each([
    ['of the first epoch, which the first restore took', { number: 9, hash: HASH }, true],
    ['of the second epoch', { number: 6, hash: OTHER_HASH }, true],
    ['that no epoch had', { number: 9, hash: OTHER_HASH }, false],
    ['of before both', { number: 2, hash: HASH }, false],
  ])('explains a kept checkpoint %s', (_, kept, taken) => {
    expect(tookAway(AGAIN, kept)).toBe(taken);
  });
  test('is one of all epochs that checkpoints tell of', () => {
    expect(epochsOf([{}, { epoch: AGAIN }])).toMatchObject([{ number: 2 }, { number: 3 }]);
    expect(epochsOf([{ epoch: EPOCH }, { epoch: EPOCH }])).toHaveLength(1);
  });
});

const LOST = { number: 6, hash: HASH };
test.each([
  ['of before the restore', { number: 4, hash: HASH }, LOST, false],
  ['between the two', { number: 5, hash: OTHER_HASH }, LOST, true],
  ['the last one known', { number: 6, hash: HASH }, LOST, true],
  ['another of that number', { number: 6, hash: OTHER_HASH }, LOST, false],
  ['later than the last one known', { number: 7, hash: HASH }, LOST, false],
  ['any later one, where none is known', { number: 7, hash: HASH }, undefined, true],
])('a kept checkpoint %s', (_, kept, lost, taken) => {
  expect(tookAway({ ...EPOCH, ...(lost ? { lost } : {}) }, kept)).toBe(taken);
});

const KEY = testKey();
const WANTED = { key: KEY, chains: 4, events: 60, every: 10 };
const BEFORE = history({ ...WANTED, random: seeded(1) });
const [, , , fourth, fifth, sixth] = BEFORE.checkpoints;
if (!fourth || !fifth || !sixth) throw new Error('six checkpoints');
const declared = { at: fourth.checkpoint.at, by: 'system/restore', madeAt: NOW };
const restored = (lost?: Declared['lost']) => {
  const after = { log: BEFORE, number: 4, declared: lost ? { ...declared, lost } : declared };
  return history({ ...WANTED, random: seeded(2), note: 'again', after });
};

function check(log: History, trust: Partial<Trust>): Verification {
  return verifyExport(linesOf(log), { ...TRUST, ...trust });
}
const said = (found: Verification) => found.breaks.map(({ say }) => say).join('\n');
const known = { keys: [KEY.fingerprint] };

describe('an export after a restore', () => {
  test.each([
    ['the last one before the restore', keptOf(sixth)],
    ['one in between', keptOf(fifth)],
  ])('is explained to whoever kept %s and knows the key', (_, expected) => {
    const found = check(restored(keptOf(sixth)), { ...known, expect: expected });
    expect(found).toMatchObject({ breaks: [], keptBefore: 2, proved: { number: 6 } });
    expect(found.restores).toMatchObject([
      { number: 2, from: keptOf(fourth), lost: keptOf(sixth), by: 'system/restore' },
    ]);
  });
  test('is explained also where the file ends before the kept number', () => {
    const log = restored(keptOf(sixth));
    const shorter = { ...log, checkpoints: log.checkpoints.slice(0, 5) };
    expect(check(shorter, { ...known, expect: keptOf(sixth) })).toMatchObject({
      keptBefore: 2,
      proved: { number: 5 },
    });
  });
  test('of before the restore: nothing to explain', () => {
    const found = check(restored(), { ...known, expect: keptOf(fourth) });
    expect(found).toMatchObject({ breaks: [], restores: [{ number: 2 }] });
    expect(found).not.toHaveProperty('keptBefore');
  });
  test('does not explain a checkpoint that was never made', () => {
    const made = { number: 6, hash: OTHER_HASH };
    const found = check(restored(keptOf(sixth)), { ...known, expect: made });
    expect(said(found)).toContain('is not the one that you kept');
  });
  test('explains nothing without a key from outside, and says so', () => {
    const found = check(restored(keptOf(sixth)), { expect: keptOf(sixth) });
    expect(said(found)).toContain('that would explain it: check with --key who signed that');
    expect(found).not.toHaveProperty('proved');
  });
  test('whose restore was declared with another key is refused', () => {
    const other = testKey();
    const log = restored(keptOf(sixth));
    const checkpoints = log.checkpoints.map((line, n) =>
      n < 4 ? line : signCheckpoint({ ...line.checkpoint, key: other.x }, line.leaves, other),
    );
    const found = check({ ...log, checkpoints }, { ...known, expect: keptOf(sixth) });
    expect(said(found)).toContain('is signed by another key');
  });
  test('from which the declaration was taken is refused', () => {
    const log = restored();
    const checkpoints = log.checkpoints.map((line) => {
      const { epoch: _, ...checkpoint } = line.checkpoint;
      return { ...line, checkpoint };
    });
    expect(said(check({ ...log, checkpoints }, known))).toContain('is forged');
  });
});

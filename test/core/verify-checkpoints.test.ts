import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckpointLine, nextCheckpoint } from '../../lib/core/checkpoint.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import type { Kept, Trust } from '../../lib/core/verify-checkpoints.ts';
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
import { sha } from './perfect.ts';

const KEY = testKey();
const OTHER = testKey();
const WANTED = { key: KEY, chains: 4, events: 34, every: 10, random: seeded(1) };
const LOG = history(WANTED);
const [one, two, three] = LOG.checkpoints;
if (!one || !two || !three) throw new Error('three checkpoints');
const AT = '2026-11-23T09:00:29.000Z';

const key: Trust = { ...TRUST, keys: [KEY.fingerprint] };
const kept = (expected: Kept): Trust => ({ ...TRUST, expect: expected });
const check = (log: History, trust = key) => verifyExport(linesOf(log), trust);
const says = (log: History, trust = key) => check(log, trust).breaks.map((found) => found.say);

describe('what holds', () => {
  test('is proved up to the newest checkpoint by the key', () => {
    expect(check(LOG)).toMatchObject({
      events: 34,
      breaks: [],
      newest: { number: 3, at: AT },
      proved: { number: 3, at: AT, hash: keptOf(three).hash },
      keys: [KEY.fingerprint],
      unanchored: { events: 4, since: '2026-11-23T09:00:30.000Z' },
    });
  });

  test('is proved up to the kept checkpoint without a key', () => {
    expect(check(LOG, kept(keptOf(two)))).toMatchObject({
      breaks: [],
      newest: { number: 3 },
      proved: { number: 2 },
      unanchored: { events: 14, since: '2026-11-23T09:00:20.000Z' },
    });
  });

  test('is proved by nothing from outside without either', () => {
    const found = check(LOG, TRUST);
    expect(found).toMatchObject({ breaks: [], newest: { number: 3 }, unanchored: { events: 4 } });
    expect(found).not.toHaveProperty('proved');
  });

  test('may begin with chains that are older than checkpoints', () => {
    const head = LOG.chains[0]?.[2];
    if (!head) throw new Error('three lines');
    const { checkpoint, leaves } = nextCheckpoint(
      undefined,
      [[head.subject, 1, head.seq, head.hash]],
      { at: AT, key: KEY.x, sha },
    );
    const log = { ...LOG, checkpoints: [signCheckpoint(checkpoint, leaves, KEY)] };
    expect(check(log)).toMatchObject({ breaks: [], proved: { number: 1 } });
  });
});

const lied = (change: Partial<CheckpointLine['checkpoint']>, by = KEY) =>
  signCheckpoint({ ...three.checkpoint, ...change }, three.leaves, by);
const withLast = (last: CheckpointLine) => ({ ...LOG, checkpoints: [one, two, last] });
const another = history({ ...WANTED, random: seeded(1), note: 'another history' });
const cutChain = LOG.chains.map((chain, at) => (at === 0 ? chain.slice(0, -3) : chain));

const spoiled: [string, History, RegExp][] = [
  ['the end of a chain cut off', { ...LOG, chains: cutChain }, /the end was cut off/],
  ['a chain left out', { ...LOG, chains: LOG.chains.slice(1) }, /is missing: checkpoint 3 covers/],
  [
    'a chain replaced as a whole',
    { ...LOG, chains: [another.chains[0] ?? [], ...LOG.chains.slice(1)] },
    /the chain was replaced/,
  ],
  ['a checkpoint left out', { ...LOG, checkpoints: [one, three] }, /stands where number 2 belongs/],
  [
    'the first one left out',
    { ...LOG, checkpoints: [two, three] },
    /stands where number 1 belongs/,
  ],
  ['two in another order', { ...LOG, checkpoints: [two, one, three] }, /number 1 belongs/],
  [
    'one of another history',
    { ...LOG, checkpoints: [one, another.checkpoints[1] ?? two, three] },
    /does not follow the checkpoint before it/,
  ],
  ['one signed by another key', withLast(lied({ key: OTHER.x }, OTHER)), /another key/],
  ['one that names a key and is signed by another', withLast(lied({}, OTHER)), /is forged/],
  [
    'one that was changed',
    withLast({ ...three, checkpoint: { ...three.checkpoint, at: '2026-11-23T09:00:31.000Z' } }),
    /is forged/,
  ],
  [
    'one that lists other chains',
    withLast({ ...three, leaves: three.leaves.slice(1) }),
    /its root does not fit/,
  ],
  ['one that counts other lines', withLast(lied({ lines: 31 })), /counts other/],
  ['one that counts other chains', withLast(lied({ chains: 5 })), /counts other/],
  [
    'one that is backdated',
    withLast(lied({ at: '2026-11-23T09:00:00.000Z' })),
    /older than the checkpoint before/,
  ],
];
test.each(spoiled)('%s is reported', (_, log, say) => {
  expect(says(log)).toContainEqual(expect.stringMatching(say));
  expect(check(log)).not.toHaveProperty('proved');
});

test('a wrong checkpoint is one break', () => {
  expect(says(withLast(lied({}, OTHER)))).toHaveLength(1);
});

test('without a key from outside two keys in one file are reported', () => {
  const turned = withLast(lied({ key: OTHER.x }, OTHER));
  expect(says(turned, TRUST)).toContainEqual(expect.stringMatching(/than those before it/));
  const both = { ...TRUST, keys: [KEY.fingerprint, OTHER.fingerprint] };
  expect(says(turned, both)).toEqual([]);
});

test('a whole other history, well signed, is caught by a kept checkpoint', () => {
  expect(says(another)).toEqual([]);
  expect(says(another, kept(keptOf(two)))).toContainEqual(
    expect.stringMatching(/is not the one that you kept/),
  );
});

test('a log cut off before the kept checkpoint is caught', () => {
  const cut = history({ ...WANTED, events: 20, random: seeded(1) });
  expect(check(cut, kept(keptOf(three))).breaks).toEqual([
    { line: 0, subject: 'checkpoint', seq: 3, say: expect.stringMatching(/you kept it/) },
  ]);
});

test('an event that is later than the checkpoint that covers it is reported', () => {
  const early = { at: '2026-11-23T08:00:00.000Z', key: KEY.x, sha };
  const { checkpoint, leaves } = nextCheckpoint(undefined, one.leaves, early);
  const log = { ...LOG, checkpoints: [signCheckpoint(checkpoint, leaves, KEY)] };
  expect(says(log)).toContainEqual(expect.stringMatching(/is later than checkpoint 1/));
});

test('a checkpoint that goes back behind what was covered is reported', () => {
  const { checkpoint, leaves } = nextCheckpoint(two.checkpoint, one.leaves, {
    at: AT,
    key: KEY.x,
    sha,
  });
  const log = withLast(signCheckpoint(checkpoint, leaves, KEY));
  expect(says(log)).toContainEqual(expect.stringMatching(/does not go on where/));
});

test('a checkpoint after events is reported', () => {
  const moved = [...linesOf({ ...LOG, checkpoints: [one, two] }), canonicalize(three) ?? ''];
  const [found] = verifyExport(moved, key).breaks;
  expect(found).toMatchObject({ line: moved.length, subject: 'checkpoint', seq: 3 });
});

test('any single changed byte is reported', () => {
  const covered = linesOf(history({ ...WANTED, events: 30, random: seeded(1) }));
  const bytes = new TextEncoder().encode(covered.join('\n'));
  const place = fc.integer({ min: 0, max: bytes.length - 1 });
  const decoder = new TextDecoder();
  fc.assert(
    fc.property(place, fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Uint8Array.from(bytes);
      changed[at] = (bytes[at] ?? 0) ^ by;
      const { breaks } = verifyExport(decoder.decode(changed).split('\n'), key);
      expect(breaks.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

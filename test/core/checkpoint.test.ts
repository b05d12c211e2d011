import { calculateJwkThumbprint } from 'jose';
import { expect, test } from 'vitest';
import {
  type Checkpoint,
  checkpointHash,
  checkpointText,
  countsAfter,
  inOrder,
  keyFingerprint,
  type Leaf,
  nameOf,
  nextCheckpoint,
  rootOfLeaves,
} from '../../lib/core/checkpoint.ts';
import { testKey } from '../kit/history.ts';
import { LATER, NOW, sha } from './perfect.ts';

const KEY = testKey();
const HEAD = 'a'.repeat(64);
const ONE: Leaf = ['workflow/a', 0, 3, HEAD];
const TWO: Leaf = ['approval/b', 2, 3, HEAD];

function next(before: Checkpoint | undefined, leaves: Leaf[], at: string) {
  return nextCheckpoint(before, leaves, { at, key: KEY.x, sha });
}

test('the first one follows nothing and counts what it covers', () => {
  const { checkpoint, leaves } = next(undefined, [ONE, TWO], NOW);
  expect(leaves).toEqual([TWO, ONE]);
  expect(checkpoint).toEqual({
    v: 1,
    number: 1,
    at: NOW,
    prev: '0'.repeat(64),
    root: rootOfLeaves(leaves, sha),
    changed: 2,
    chains: 1,
    lines: 4,
    key: KEY.x,
  });
});

test('each names the one before it, and counts on', () => {
  const first = next(undefined, [ONE], NOW).checkpoint;
  const second = next(first, [['workflow/a', 3, 5, HEAD]], LATER).checkpoint;
  expect(second).toMatchObject({ number: 2, at: LATER, chains: 1, lines: 5, changed: 1 });
  expect(second.prev).toBe(checkpointHash(first, sha));
  expect(nameOf(first, sha)).toEqual({ number: 1, hash: second.prev });
});

test('a clock that was put back does not put a checkpoint before the one before it', () => {
  const first = next(undefined, [ONE], LATER).checkpoint;
  expect(next(first, [TWO], NOW).checkpoint.at).toBe(LATER);
});

test('its hash is of all that it says', () => {
  const { checkpoint } = next(undefined, [ONE], NOW);
  const hash = checkpointHash(checkpoint, sha);
  expect(checkpointHash({ ...checkpoint, lines: 4 }, sha)).not.toBe(hash);
  expect(checkpointHash({ ...checkpoint, at: LATER }, sha)).not.toBe(hash);
  expect(checkpointText(checkpoint)).toMatch(/^\{"at":.*"v":1\}$/);
});

test.each([
  [[TWO, ONE], true],
  [[ONE, TWO], false],
  [[ONE, ONE], false],
  [[], true],
])('leaves %j stand in order: %s', (leaves, so) => {
  expect(inOrder(leaves)).toBe(so);
});

test('a chain that is older than checkpoints is not counted as a new one', () => {
  expect(countsAfter(undefined, [TWO])).toEqual({ changed: 1, chains: 0, lines: 1 });
});

test("a key's fingerprint is its JWK thumbprint, in hexadecimal", async () => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: KEY.x };
  const theirs = Buffer.from(await calculateJwkThumbprint(jwk, 'sha256'), 'base64url');
  expect(keyFingerprint(KEY.x, sha)).toBe(theirs.toString('hex'));
});

import { describe, expect, test } from 'vitest';
import { makeCheckpoints } from '../../lib/acts/checkpoint.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { publicKeys } from '../../lib/acts/public-keys.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { clearMarks, readMoved } from '../../lib/store/chain-marks.ts';
import { readCheckpoints, readNewestCheckpoint } from '../../lib/store/checkpoints.ts';
import { draft, publish } from '../kit/catalog.ts';
import { TRUST } from '../kit/trust.ts';
import { track } from './race.ts';
import { exported, registered } from './stage.ts';

const at = track();

async function proved(deps: Deps) {
  const keys = (await publicKeys(deps)).filter(({ purpose }) => purpose === 'checkpoints');
  const trust = { ...TRUST, keys: keys.map(({ fingerprint }) => String(fingerprint)) };
  return verifyExport(await exported(deps), trust);
}

async function numbers(deps: Deps): Promise<number[]> {
  const all = [];
  for await (const { checkpoint } of readCheckpoints(deps.store)) all.push(checkpoint.number);
  return all;
}

const skills = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    draft({ kind: 'skill', name: `skill-${n}`, version: '1.0.0' }),
  );

describe('a checkpoint', () => {
  test('covers all that changed, and the export proves it', async () => {
    const made = await makeCheckpoints(at.deps);
    expect(made.checkpoints).toBe(1);
    const found = await proved(at.deps);
    expect(found).toMatchObject({ breaks: [], proved: { number: 1 } });
    // The export's own line came after it.
    expect(found.events).toBe(made.lines + 1);
    expect(found.unanchored.events).toBe(1);
  });

  test('is not made of nothing', async () => {
    await makeCheckpoints(at.deps);
    expect(await makeCheckpoints(at.deps)).toEqual({ checkpoints: 0, lines: 0 });
    expect(await numbers(at.deps)).toEqual([1]);
  });

  test('goes on from the one before it', async () => {
    await makeCheckpoints(at.deps);
    at.deps.pass(5);
    await registered(at.deps);
    expect(await makeCheckpoints(at.deps)).toEqual({ checkpoints: 1, lines: 1 });
    const newest = await readNewestCheckpoint(at.deps.store);
    expect(newest?.checkpoint).toMatchObject({ number: 2, at: at.deps.now(), changed: 1 });
    expect(await proved(at.deps)).toMatchObject({ breaks: [], proved: { number: 2 } });
  });

  test('that would be too large becomes several', async () => {
    await makeCheckpoints(at.deps);
    await publish(at.deps, skills(600));
    const made = await makeCheckpoints(at.deps);
    expect(made.lines).toBe(600);
    expect(made.checkpoints).toBeGreaterThan(1);
    expect(await proved(at.deps)).toMatchObject({ breaks: [] });
    expect((await readMoved(at.deps.store, 10)).more).toBe(false);
  }, 60_000);
});

describe('a maker that breaks off', () => {
  test('before the checkpoint leaves everything to the next one', async () => {
    const error = new Error('KMS is busy');
    const checkpointSigner = { ...at.deps.checkpointSigner, sign: () => Promise.reject(error) };
    await expect(makeCheckpoints({ ...at.deps, checkpointSigner })).rejects.toThrow(error);
    expect(await makeCheckpoints(at.deps)).toMatchObject({ checkpoints: 1 });
    expect(await proved(at.deps)).toMatchObject({ breaks: [] });
  });

  test.each([0, 1, 3])('after it, with %s marks taken away, is tidied up after', async (gone) => {
    at.proxy.inject({ operation: 'DeleteItem', fault: 'throttle', times: 1_000 });
    await expect(makeCheckpoints(at.left)).rejects.toThrow();
    at.proxy.clear();
    const newest = await readNewestCheckpoint(at.deps.store);
    await clearMarks(at.deps.store, (newest?.leaves ?? []).slice(0, gone));
    await registered(at.deps);
    expect(await makeCheckpoints(at.deps)).toEqual({ checkpoints: 1, lines: 1 });
    expect(await proved(at.deps)).toMatchObject({ breaks: [], proved: { number: 2 } });
  });
});

test.each([undefined, 'commit-then-timeout', 'commit-then-500', 'throttle'] as const)(
  'of two makers at once one wins, with %s on the way',
  async (fault) => {
    const target = { operation: 'PutItem' as const };
    const hold = at.proxy.hold(target);
    if (fault) at.proxy.inject({ ...target, fault });
    const makers = [makeCheckpoints(at.left), makeCheckpoints(at.right)];
    await hold.arrived(2);
    hold.release();
    await Promise.allSettled(makers);
    await makeCheckpoints(at.deps);
    expect(await numbers(at.deps)).toEqual([1]);
    expect(await proved(at.deps)).toMatchObject({ breaks: [], proved: { number: 1 } });
  },
);

test('writers that go on while checkpoints are made lose no line', async () => {
  const writing = publish(at.left, skills(30));
  const making = async () => {
    for (let n = 0; n < 6; n += 1) await makeCheckpoints(at.right);
  };
  await Promise.all([writing, making(), making()]);
  await makeCheckpoints(at.deps);
  const found = await proved(at.deps);
  expect(found.breaks).toEqual([]);
  expect(found.unanchored.events).toBe(1);
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Claim,
  type Claiming,
  claimPosted,
  doubtPosted,
  readPosted,
  savePosted,
} from '../../lib/store/posted.ts';
import type { Store } from '../../lib/store/store.ts';
import { type TestEngine, testClient, testEngine } from '../kit/engine.ts';
import { type FaultProxy, startFaultProxy } from '../kit/fault-proxy.ts';
import { storeOn } from './kit.ts';

let engine: TestEngine;
let proxy: FaultProxy;
let store: Store;
let claiming: Claiming;
let count = 0;

beforeAll(async () => {
  engine = await testEngine();
  proxy = await startFaultProxy(engine.endpoint);
  store = storeOn(testClient(proxy.endpoint), engine.tables);
});
beforeEach(() => {
  count += 1;
  claiming = {
    subject: `approval/apr_${count}`,
    place: 'C1',
    version: 1,
    now: '2026-11-23T09:00:00.000Z',
    until: '2026-11-23T09:01:00.000Z',
    writeId: 'w1',
  };
});
afterEach(() => proxy.clear());
afterAll(async () => {
  store.client.destroy();
  await proxy.stop();
  await engine.stop();
});

const AT = { channel: 'C1', ts: '1000.000100' };
const read = async () => (await readPosted(store, claiming.subject, claiming.place))?.state;

async function claimed(change: Partial<Claiming> = {}): Promise<Claim> {
  const claim = await claimPosted(store, { ...claiming, ...change });
  if (claim.kind !== 'claimed') throw new Error(claim.kind);
  return claim;
}

const save = (claim: Claim, version = 1, writeId = 'w2') =>
  savePosted(store, claim, { at: AT, version, heldUntil: claiming.now, writeId });

describe('a first claim', () => {
  test('notes that a post may land from now on', async () => {
    const claim = await claimed();
    expect(claim.before).toBeUndefined();
    expect(await read()).toEqual({
      subject: claiming.subject,
      place: 'C1',
      version: 0,
      unsureSince: claiming.now,
      heldUntil: claiming.until,
      writeId: 'w1',
    });
  });

  test('holds the message against everybody else until its lease runs out', async () => {
    await claimed();
    expect(await claimPosted(store, { ...claiming, writeId: 'w2' })).toEqual({
      kind: 'held',
      until: claiming.until,
    });
    const after = { now: claiming.until, until: '2026-11-23T09:02:00.000Z', writeId: 'w3' };
    expect((await claimed(after)).before).toMatchObject({ unsureSince: claiming.now });
  });

  test('is won by one of many', async () => {
    const hold = proxy.hold({ operation: 'PutItem' });
    const race = Array.from({ length: 10 }, (_, n) =>
      claimPosted(store, { ...claiming, writeId: `w${n}` }),
    );
    await hold.arrived(10);
    hold.release();
    const kinds = (await Promise.all(race)).map((one) => one.kind);
    expect(kinds.filter((kind) => kind === 'claimed')).toHaveLength(1);
  });
});

describe('what was saved', () => {
  test('is current for the same and older states, and to be claimed for a newer one', async () => {
    await save(await claimed(), 5);
    expect(await claimPosted(store, { ...claiming, version: 5 })).toEqual({ kind: 'current' });
    expect(await claimPosted(store, { ...claiming, version: 4 })).toEqual({ kind: 'current' });
    const claim = await claimed({ version: 6, writeId: 'w3' });
    expect(claim.before).toMatchObject({ at: AT, version: 5 });
    expect(claim.posted).not.toHaveProperty('unsureSince');
  });

  test('is not saved over what somebody else claimed meanwhile', async () => {
    const slow = await claimed();
    const other = await claimed({
      now: claiming.until,
      until: '2026-11-23T09:02:00.000Z',
      writeId: 'w3',
    });
    expect(await save(slow, 1, 'w4')).toBe(false);
    expect(await save(other, 2, 'w5')).toBe(true);
    expect(await read()).toMatchObject({ version: 2 });
  });

  test('can be doubted, so that it is drawn anew', async () => {
    await save(await claimed(), 5);
    await doubtPosted(store, claiming, 'w3');
    expect(await read()).toMatchObject({ at: AT, version: 0 });
    await doubtPosted(store, { subject: 'approval/none', place: 'C1' }, 'w4');
    expect(await readPosted(store, 'approval/none', 'C1')).toBeUndefined();
  });
});

describe.each(['commit-then-timeout', 'commit-then-500', 'throttle', 'conflict'] as const)(
  '%s',
  (fault) => {
    test('does not lose a claim or what is saved', async () => {
      proxy.inject({ operation: 'PutItem', fault });
      const claim = await claimed();
      proxy.inject({ operation: 'PutItem', fault });
      expect(await save(claim, 1)).toBe(true);
      expect(await read()).toMatchObject({ at: AT, version: 1 });
    });
  },
);

test('trouble that does not pass is thrown', async () => {
  proxy.inject({ operation: 'PutItem', fault: 'throttle', times: 99 });
  await expect(claimPosted(store, claiming)).rejects.toThrow();
});

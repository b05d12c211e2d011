import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { EMPTY_CHAIN } from '../../lib/core/audit.ts';
import { type Change, type Commit, commit } from '../../lib/store/commit.ts';
import { lineKey, type Subject } from '../../lib/store/keys.ts';
import { readLines } from '../../lib/store/log.ts';
import { readHead, readItem } from '../../lib/store/read.ts';
import type { Store } from '../../lib/store/store.ts';
import { type TestEngine, testClient, testEngine } from '../kit/engine.ts';
import { type FaultProxy, startFaultProxy } from '../kit/fault-proxy.ts';
import type { Fault } from '../kit/fault-proxy-answers.ts';
import { storeOn } from './kit.ts';

let engine: TestEngine;
let proxy: FaultProxy;
let store: ReturnType<typeof storeOn>;
let direct: Store;

beforeAll(async () => {
  engine = await testEngine();
  proxy = await startFaultProxy(engine.endpoint);
  store = storeOn(testClient(proxy.endpoint), engine.tables);
  direct = storeOn(engine.client, engine.tables);
});
afterEach(() => {
  proxy.clear();
  store.pauses.length = 0;
});
afterAll(async () => {
  store.client.destroy();
  await proxy.stop();
  await engine.stop();
});

const stateSchema = z.object({ say: z.string() });
const NOW = '2026-11-23T09:00:00.000Z';
let count = 0;
function fresh(): Subject {
  count += 1;
  return `workflow/w${count}`;
}

function change(subject: Subject, from: Change['from'], say = 'one'): Change {
  const actor = { kind: 'system' as const, id: 'tests' };
  return { subject, from, state: { say }, event: { kind: 'said', at: NOW, actor, data: {} } };
}

function write(subject: Subject, writeId: string, from?: Change['from'], say?: string): Commit {
  return { changes: [change(subject, from, say)], writeId };
}

async function state(subject: Subject) {
  const head = await readHead(direct, subject, stateSchema);
  return { say: head?.state.say, seq: head?.chain.seq };
}

async function lines(subject: Subject): Promise<number> {
  return (await readLines(direct, subject, 100)).length;
}

describe('a commit', () => {
  test('writes the state and its audit line together', async () => {
    const subject = fresh();
    expect(await commit(store, write(subject, 'w1'))).toEqual({ kind: 'committed' });
    const [line] = await readLines(direct, subject, 1);
    const head = await readHead(direct, subject, stateSchema);
    expect(head).toEqual({ state: { say: 'one' }, chain: { seq: 1, hash: line?.hash } });
    expect(line).toMatchObject({ subject, seq: 1, prev: EMPTY_CHAIN.hash });
    expect(proxy.seen.map((one) => one.operation)).toEqual(['TransactWriteItems']);
  });

  test('goes on from the state it was decided on', async () => {
    const subject = fresh();
    await commit(store, write(subject, 'w1'));
    const from = (await readHead(direct, subject, stateSchema))?.chain;
    expect(await commit(store, write(subject, 'w2', from, 'two'))).toEqual({ kind: 'committed' });
    expect(await state(subject)).toEqual({ say: 'two', seq: 2 });
    const [second, first] = await readLines(direct, subject, 2);
    expect(second?.prev).toBe(first?.hash);
  });

  test('that loses is a conflict and changes nothing', async () => {
    const subject = fresh();
    await commit(store, write(subject, 'w1'));
    const from = (await readHead(direct, subject, stateSchema))?.chain;
    await commit(store, write(subject, 'w2', from, 'winner'));
    expect(await commit(store, write(subject, 'w3', from, 'loser'))).toEqual({ kind: 'conflict' });
    expect(await commit(store, write(subject, 'w4', undefined, 'loser'))).toEqual({
      kind: 'conflict',
    });
    expect(await state(subject)).toEqual({ say: 'winner', seq: 2 });
    expect(await lines(subject)).toBe(2);
  });

  test('that loses is a conflict also where the log lacks the line, after a restore say', async () => {
    const subject = fresh();
    await commit(store, write(subject, 'w1'));
    const from = (await readHead(direct, subject, stateSchema))?.chain;
    await commit(store, write(subject, 'w2', from, 'winner'));
    const Key = marshall(lineKey(subject, 2));
    await engine.client.send(new DeleteItemCommand({ TableName: direct.audit, Key }));
    expect(await commit(store, write(subject, 'w3', from, 'loser'))).toEqual({ kind: 'conflict' });
    expect(await state(subject)).toEqual({ say: 'winner', seq: 2 });
  });

  test('of two subjects is made for both or for neither', async () => {
    const [a, b] = [fresh(), fresh()];
    await commit(store, write(b, 'w1'));
    const both = { changes: [change(a, undefined), change(b, undefined)] as const, writeId: 'w2' };
    expect(await commit(store, { ...both, changes: [...both.changes] })).toEqual({
      kind: 'conflict',
    });
    expect([await lines(a), await lines(b)]).toEqual([0, 1]);
  });

  test('creates what must not exist yet, or nothing at all', async () => {
    const [a, b] = [fresh(), fresh()];
    const creates = [{ pk: `taken/${a}`, sk: 'X', kind: 'x', data: {} }];
    expect(await commit(store, { ...write(a, 'w1'), creates })).toEqual({ kind: 'committed' });
    expect(await commit(store, { ...write(b, 'w2'), creates })).toEqual({ kind: 'conflict' });
    expect(await lines(b)).toBe(0);
  });

  test('puts and deletes in the same transaction', async () => {
    const [a, b] = [fresh(), fresh()];
    const item = { pk: `extra/${a}`, sk: 'X', kind: 'x', data: { n: 1 } };
    const key = { pk: item.pk, sk: item.sk };
    await commit(store, { ...write(a, 'w1'), puts: [item] });
    expect(await readItem(direct, direct.registry, key)).toMatchObject({ data: { n: 1 } });
    await commit(store, { ...write(b, 'w2'), deletes: [key] });
    expect(await readItem(direct, direct.registry, key)).toBeUndefined();
  });
});

test('a commit is a conflict where something that it rests on has changed, or has come to be', async () => {
  const [rule, ...subjects] = [fresh(), fresh(), fresh(), fresh()];
  const [one = rule, two = rule, three = rule] = subjects;
  const resting = (subject: Subject, from: Change['from']): Commit => ({
    ...write(subject, `w-${subject}`),
    unchanged: [{ subject: rule, from }],
  });
  expect(await commit(store, resting(one, undefined))).toEqual({ kind: 'committed' });
  await commit(store, write(rule, 'w1'));
  const from = (await readHead(direct, rule, stateSchema))?.chain;
  expect(await commit(store, resting(two, undefined))).toEqual({ kind: 'conflict' });
  expect(await commit(store, resting(two, from))).toEqual({ kind: 'committed' });
  await commit(store, write(rule, 'w2', from, 'two'));
  expect(await commit(store, resting(three, from))).toEqual({ kind: 'conflict' });
  expect(await state(three)).toEqual({ say: undefined, seq: undefined });
  expect(await lines(rule)).toBe(2);
});

describe('the fault that an engine alone never shows', () => {
  const passing: Fault[] = [
    'conflict',
    'throttle',
    'throttle-table',
    'throttle-in-transaction',
    'error-500',
  ];
  test.each(passing)('%s: is tried again, with jitter that grows', async (fault) => {
    const subject = fresh();
    proxy.inject({ operation: 'TransactWriteItems', fault, times: 3 });
    expect(await commit(store, write(subject, 'w1'))).toEqual({ kind: 'committed' });
    expect(store.pauses).toEqual([20, 40, 80]);
    expect(await lines(subject)).toBe(1);
  });

  test.each(passing)('%s: is given up in the end, with the error that it was', async (fault) => {
    const subject = fresh();
    proxy.inject({ operation: 'TransactWriteItems', fault, times: 99 });
    await expect(commit(store, write(subject, 'w1'))).rejects.toThrow();
    expect(store.pauses).toHaveLength(5);
    expect(await lines(subject)).toBe(0);
  });

  test.each(['commit-then-timeout', 'commit-then-500'] as const)(
    '%s: the own write is found, and not made twice',
    async (fault) => {
      const subject = fresh();
      proxy.inject({ operation: 'TransactWriteItems', fault });
      expect(await commit(store, write(subject, 'w1'))).toEqual({ kind: 'committed' });
      expect(store.pauses).toEqual([]);
      expect(await lines(subject)).toBe(1);
    },
  );

  test('a lost answer whose read-back is throttled too: the read is tried again', async () => {
    const subject = fresh();
    proxy.inject({ operation: 'TransactWriteItems', fault: 'commit-then-timeout' });
    proxy.inject({ operation: 'GetItem', fault: 'throttle', times: 2 });
    expect(await commit(store, write(subject, 'w1'))).toEqual({ kind: 'committed' });
  });

  test.each(['conflict', 'throttle-in-transaction'] as const)(
    '%s, while somebody else wins: a conflict, and no further try',
    async (fault) => {
      const subject = fresh();
      const hold = proxy.hold({ operation: 'TransactWriteItems' });
      proxy.inject({ operation: 'TransactWriteItems', fault });
      const losing = commit(store, write(subject, 'loser', undefined, 'loser'));
      await hold.arrived(1);
      await commit(direct, write(subject, 'winner', undefined, 'winner'));
      hold.release();
      expect(await losing).toEqual({ kind: 'conflict' });
      expect(store.pauses).toEqual([]);
      expect(await state(subject)).toEqual({ say: 'winner', seq: 1 });
    },
  );

  test('of twenty writers at once on one state one is committed', async () => {
    const subject = fresh();
    const hold = proxy.hold({ operation: 'TransactWriteItems' });
    const race = Array.from({ length: 20 }, (_, n) => commit(store, write(subject, `w${n}`)));
    await hold.arrived(20);
    hold.release();
    const kinds = (await Promise.all(race)).map((one) => one.kind);
    expect(kinds.filter((kind) => kind === 'committed')).toHaveLength(1);
    expect(await lines(subject)).toBe(1);
  });
});

describe('what cannot be mended', () => {
  test('is thrown at once: a table that is not there', async () => {
    const astray = { ...store, registry: 'nowhere' };
    await expect(commit(astray, write(fresh(), 'w1'))).rejects.toThrow();
    expect(store.pauses).toEqual([]);
  });

  test('is thrown before anything is sent: more than 100 items', async () => {
    const subject = fresh();
    // Head, log line and the two marks of a change take four.
    const puts = Array.from({ length: 97 }, (_, n) => ({
      pk: 'many',
      sk: `${n}`,
      kind: 'x',
      data: {},
    }));
    await expect(commit(store, { ...write(subject, 'w1'), puts })).rejects.toThrow('101 items');
    expect(proxy.seen).toEqual([]);
    expect(await commit(store, { ...write(subject, 'w1'), puts: puts.slice(1) })).toEqual({
      kind: 'committed',
    });
  });
});

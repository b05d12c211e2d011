import {
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type TestEngine, testClient, testEngine } from './engine.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import type { Fault } from './fault-proxy-answers.ts';

let engine: TestEngine;
let proxy: FaultProxy;
let client: ReturnType<typeof testClient>;

beforeAll(async () => {
  engine = await testEngine();
  proxy = await startFaultProxy(engine.endpoint);
  client = testClient(proxy.endpoint);
});
afterEach(() => proxy.clear());
afterAll(async () => {
  client.destroy();
  await proxy.stop();
  await engine.stop();
});

test('lets everything through while nothing is injected', async () => {
  await put('through');
  expect(await stored('through')).toBe(true);
  expect(proxy.seen.map(({ operation, fault }) => [operation, fault])).toEqual([
    ['PutItem', undefined],
  ]);
});

const single: [Fault, string, number][] = [
  ['conflict', 'TransactionConflictException', 400],
  ['throttle', 'ProvisionedThroughputExceededException', 400],
  ['throttle-table', 'ThrottlingException', 400],
  ['error-500', 'InternalServerError', 500],
];
test.each(single)(
  'a single write meets %s as %s and writes nothing',
  async (fault, name, status) => {
    proxy.inject({ operation: 'PutItem', fault });
    const error = await failure(put(`single-${fault}`));
    expect(error).toMatchObject({ name, $metadata: { httpStatusCode: status } });
    expect(await stored(`single-${fault}`)).toBe(false);
  },
);

const reasons: [Fault, string][] = [
  ['conflict', 'TransactionConflict'],
  ['throttle-in-transaction', 'ThrottlingError'],
];
test.each(reasons)(
  'a transaction meets %s with the reason %s for every item',
  async (fault, code) => {
    proxy.inject({ operation: 'TransactWriteItems', fault });
    const error = await failure(transact([`a-${fault}`, `b-${fault}`]));
    expect(error).toBeInstanceOf(TransactionCanceledException);
    const codes = error instanceof TransactionCanceledException && error.CancellationReasons;
    expect(codes).toMatchObject([{ Code: code }, { Code: code }]);
    expect(await stored(`a-${fault}`)).toBe(false);
  },
);

test('loses the answer of a write that was made', async () => {
  proxy.inject({ operation: 'TransactWriteItems', fault: 'commit-then-timeout' });
  expect(await failure(transact(['lost']))).toMatchObject({ code: 'ECONNRESET' });
  expect(await stored('lost')).toBe(true);
});

test('answers 500 to a write that was made', async () => {
  proxy.inject({ operation: 'PutItem', fault: 'commit-then-500' });
  expect(await failure(put('made'))).toMatchObject({ name: 'InternalServerError' });
  expect(await stored('made')).toBe(true);
});

test('skips, hits as often as told, then lets through', async () => {
  proxy.inject({ operation: 'PutItem', fault: 'throttle', skip: 1, times: 2 });
  const outcomes = [];
  for (const id of ['s1', 's2', 's3', 's4']) {
    outcomes.push(
      await put(id).then(
        () => 'through',
        () => 'hit',
      ),
    );
  }
  expect(outcomes).toEqual(['through', 'hit', 'hit', 'through']);
});

test('hits only the requests whose body matches', async () => {
  const match = (body: unknown) => JSON.stringify(body).includes('"chosen"');
  proxy.inject({ operation: 'PutItem', fault: 'conflict', match });
  await put('another');
  expect(await failure(put('chosen'))).toMatchObject({ name: 'TransactionConflictException' });
});

test('forgets its faults when cleared', async () => {
  proxy.inject({ operation: 'PutItem', fault: 'throttle', times: 9 });
  proxy.clear();
  await put('cleared');
  expect(await stored('cleared')).toBe(true);
});

test('lines up requests and lets them go at once', async () => {
  const hold = proxy.hold({ operation: 'PutItem' });
  const puts = Promise.all(['r1', 'r2', 'r3'].map((id) => put(id)));
  await hold.arrived(3);
  expect(await stored('r1')).toBe(false);
  hold.release();
  await puts;
  expect(await Promise.all(['r1', 'r2', 'r3'].map(stored))).toEqual([true, true, true]);
});

test('has one winner when many conditional writes are let go at once', async () => {
  const hold = proxy.hold({ operation: 'PutItem' });
  const race = Array.from({ length: 20 }, () => failure(put('race', 'attribute_not_exists(pk)')));
  await hold.arrived(20);
  hold.release();
  const lost = (await Promise.all(race)).filter((error) => error !== undefined);
  expect(lost).toHaveLength(19);
});

const key = (id: string) => ({ pk: { S: id }, sk: { S: 'HEAD' } });

function put(id: string, ConditionExpression?: string) {
  const TableName = engine.tables.registry;
  return client.send(new PutItemCommand({ TableName, Item: key(id), ConditionExpression }));
}

function transact(ids: readonly string[]) {
  const TableName = engine.tables.registry;
  const TransactItems = ids.map((id) => ({ Put: { TableName, Item: key(id) } }));
  return client.send(new TransactWriteItemsCommand({ TransactItems }));
}

/** Asks the engine itself, past the proxy. */
async function stored(id: string): Promise<boolean> {
  const TableName = engine.tables.registry;
  const { Item } = await engine.client.send(new GetItemCommand({ TableName, Key: key(id) }));
  return Item !== undefined;
}

function failure(sent: Promise<unknown>): Promise<unknown> {
  return sent.then(
    () => undefined,
    (error: unknown) => error,
  );
}

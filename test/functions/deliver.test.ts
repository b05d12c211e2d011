import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { minutesAfter } from '../../lib/core/time.ts';
import { localSealer, newKeyring } from '../../lib/local/keyring.ts';
import type { Workspace } from '../../lib/local/workspace/server.ts';
import { outboxKey } from '../../lib/store/keys.ts';
import { readDueRows } from '../../lib/store/outbox.ts';
import type { Lambda } from '../kit/lambda-runtime.ts';
import { ask, type Cloud, openCloud, runningWorkflow } from './kit.ts';
import { sampleWorkspace, supportChannel } from './workspace.ts';

let cloud: Cloud;
let workspace: Workspace;
let deliver: Lambda;
beforeAll(async () => {
  [cloud, workspace] = await Promise.all([openCloud(['deliver']), sampleWorkspace()]);
  await runningWorkflow(cloud.deps);
  deliver = await cloud.start('deliver', { SLACK_API_URL: workspace.apiUrl });
});
afterEach(() => workspace.faults.clear());
afterAll(() => Promise.all([cloud.stop(), workspace.close()]));

test('a row of the outbox becomes a card in the channel, once, however often the queue sends it', async () => {
  const row = await rowOfNewApproval('once');
  const event = { Records: [await message('m-1', row)] };
  expect(await deliver.invoke(event)).toEqual({ batchItemFailures: [] });
  expect(await deliver.invoke(event)).toEqual({ batchItemFailures: [] });
  const [card, ...more] = supportChannel(workspace);
  expect(card?.said).toContain('customer@example.com');
  expect(more).toEqual([]);
  expect(await unsent()).toEqual([]);
});

test('asked KMS to open the payload, and Secrets Manager for the token once', () => {
  const opened = { service: 'kms', action: 'Decrypt', id: 'arn:seal-key' };
  const token = { service: 'secretsmanager', action: 'GetSecretValue', id: 'arn:slack-secret' };
  const calls = cloud.aws.calls().filter(({ action }) => action !== 'GenerateDataKey');
  expect(calls).toContainEqual(opened);
  expect(calls.filter(({ service }) => service === 'secretsmanager')).toEqual([token]);
});

test('one that breaks down and one that is none of ours fail alone: the queue sends only those again', async () => {
  const stranger = { ...cloud.deps, seal: localSealer(newKeyring()) };
  const broken = await rowOfNewApproval('broken', stranger);
  const good = await rowOfNewApproval('good');
  const before = supportChannel(workspace).length;
  const records = [
    await message('m-broken', broken),
    { messageId: 'm-none', body: '{"hello":"world"}' },
    await message('m-good', good),
  ];
  expect(await deliver.invoke({ Records: records })).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm-broken' }, { itemIdentifier: 'm-none' }],
  });
  expect(supportChannel(workspace)).toHaveLength(before + 1);
});

test('what Slack refuses is put back into the table, and done with as far as the queue goes', async () => {
  const row = await rowOfNewApproval('refused');
  workspace.faults.set({ fail500: { 'chat.postMessage': 1 } });
  const answer = await deliver.invoke({ Records: [await message('m-1', row)] });
  expect(answer).toEqual({ batchItemFailures: [] });
  const { store, now } = cloud.deps;
  expect(await readDueRows(store, 'interactive', minutesAfter(now(), 60), 100)).toContain(row);
});

test('logs neither the token nor what is in a payload', () => {
  for (const secret of ['xoxb-', 'It is fixed.']) expect(deliver.logs()).not.toContain(secret);
});

async function unsent(): Promise<string[]> {
  const { store, now } = cloud.deps;
  return readDueRows(store, 'interactive', now(), 100);
}

/** An approval is asked; gives the id of the row that is to show it. */
async function rowOfNewApproval(idempotencyKey: string, deps = cloud.deps): Promise<string> {
  const before = await unsent();
  await ask(deps, { idempotencyKey });
  const [row, ...more] = (await unsent()).filter((id) => !before.includes(id));
  if (!row || more.length > 0) throw new Error('not one new row');
  return row;
}

/** The pipe's message: the record of the table's stream as it is. */
async function message(messageId: string, row: string) {
  const { client, registry } = cloud.deps.store;
  const Keys = marshall(outboxKey(row));
  const { Item } = await client.send(new GetItemCommand({ TableName: registry, Key: Keys }));
  const record = {
    eventID: messageId,
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: { Keys, NewImage: Item, StreamViewType: 'NEW_IMAGE' },
  };
  return { messageId, eventSource: 'aws:sqs', body: JSON.stringify(record) };
}

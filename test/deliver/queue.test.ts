import type { SQSRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { testWebhook } from '../../lib/acts/webhook-deliveries.ts';
import { queueHandler } from '../../lib/deliver/queue.ts';
import { asked, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';
import { hooked, receiver } from './webhook-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let slack: FakeSlack;
let row: string;

beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  await asked(deps, await registered(deps));
  row = (await unsent(deps))[0]?.id ?? 'none';
});

/** What the pipe makes of a stream record. */
function message(messageId: string, pk: string, lane = 'interactive'): SQSRecord {
  const dynamodb = {
    Keys: { pk: { S: pk }, sk: { S: 'ROW' } },
    NewImage: { kind: { S: 'outbox' }, lane: { S: lane } },
  };
  return record(messageId, JSON.stringify({ eventName: 'INSERT', dynamodb }));
}

function record(messageId: string, body: string): SQSRecord {
  return {
    messageId,
    body,
    receiptHandle: 'r',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 's',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:111111111111:rows',
    awsRegion: 'us-east-1',
  };
}

const handle = (...Records: SQSRecord[]) =>
  queueHandler(deps, async () => slack, receiver())({ Records });

test('a row is delivered', async () => {
  expect(await handle(message('m1', `outbox/${row}`))).toEqual({ batchItemFailures: [] });
  expect(slack.messages).toHaveLength(1);
});

test('a row that comes twice, in one batch and again, is shown once', async () => {
  await handle(message('m1', `outbox/${row}`), message('m2', `outbox/${row}`));
  await handle(message('m3', `outbox/${row}`));
  expect(slack.calls).toEqual(['post']);
});

test('a row that does not exist any more is done with', async () => {
  expect(await handle(message('m1', 'outbox/out_gone'))).toEqual({ batchItemFailures: [] });
});

test('a row that was put back is done with as far as the queue goes', async () => {
  slack.script('post', { kind: 'refused', error: 'not_in_channel' });
  expect(await handle(message('m1', `outbox/${row}`))).toEqual({ batchItemFailures: [] });
});

test('only the message whose row broke down comes again', async () => {
  slack.script('post', { kind: 'throw' });
  const answer = await handle(message('m1', `outbox/${row}`), message('m2', 'outbox/out_gone'));
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
});

test.each([
  ['no JSON', 'never'],
  ['another item', JSON.stringify({ dynamodb: { Keys: { pk: { S: 'workflow/x' } } } })],
  ['another shape', JSON.stringify({ Keys: {} })],
])('a message that is %s comes again until it lies with the dead letters', async (_, body) => {
  const answer = await handle(record('m1', body), message('m2', `outbox/${row}`));
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  expect(slack.messages).toHaveLength(1);
});

describe('with a webhook in the batch', () => {
  async function hook(): Promise<string> {
    await hooked(deps);
    await testWebhook(deps, OWNER, 'reply-bot');
    return (await unsent(deps)).find(({ what }) => what === 'webhook')?.id ?? 'none';
  }
  const both = async () => [
    message('m1', `outbox/${row}`),
    message('m2', `outbox/${await hook()}`, 'webhook'),
  ];

  test('each goes its own way', async () => {
    const to = receiver();
    const handler = queueHandler(deps, async () => slack, to);
    expect(await handler({ Records: await both() })).toEqual({ batchItemFailures: [] });
    expect(slack.messages).toHaveLength(1);
    expect(to.got).toHaveLength(1);
  });

  test('one that broke down comes again alone', async () => {
    const to = receiver();
    to.script(new Error('killed'));
    const handler = queueHandler(deps, async () => slack, to);
    const answer = await handler({ Records: await both() });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm2' }] });
    expect(slack.messages).toHaveLength(1);
  });

  test('a batch of webhooks alone asks for nothing of Slack', async () => {
    const to = receiver();
    const noToken = () => Promise.reject(new Error('no token'));
    const Records = [message('m2', `outbox/${await hook()}`, 'webhook')];
    expect(await queueHandler(deps, noToken, to)({ Records })).toEqual({ batchItemFailures: [] });
    expect(to.got).toHaveLength(1);
  });
});

import { expect, test } from 'vitest';
import type { DoorRequest } from '../../lib/slack/door.ts';
import { gatewayHandler } from '../../lib/slack/lambda.ts';

const event = {
  version: '2.0',
  requestContext: { http: { method: 'POST' } },
  headers: { 'content-type': 'application/json' },
  body: 'e30=',
  isBase64Encoded: true,
};

function handler() {
  const seen: DoorRequest[] = [];
  const handle = gatewayHandler(async () => async (request) => {
    seen.push(request);
    return { status: 200, headers: { a: 'b' }, body: 'hello' };
  });
  return { seen, handle };
}

test('an HTTP event becomes a request and the answer an HTTP answer', async () => {
  const { seen, handle } = handler();
  expect(await handle(event, {})).toEqual({ statusCode: 200, headers: { a: 'b' }, body: 'hello' });
  expect(seen).toEqual([
    { method: 'POST', headers: event.headers, body: 'e30=', isBase64Encoded: true },
  ]);
});

test.each([
  ['null headers', { ...event, headers: null }],
  ['no body', { ...event, body: undefined }],
])('%s reaches the door', async (_name, spoiled) => {
  expect(await handler().handle(spoiled, {})).toMatchObject({ statusCode: 200 });
});

test.each([
  ['nothing', undefined],
  ['a health check', {}],
  ['a queue', { Records: [{ body: '{}' }] }],
  ['a schedule', { source: 'aws.scheduler' }],
  ['an event of payload format 1.0', { httpMethod: 'POST', headers: {} }],
])('%s is answered 400 and never reaches the door', async (_name, other) => {
  const { seen, handle } = handler();
  expect(await handle(other, {})).toMatchObject({ statusCode: 400 });
  expect(seen).toEqual([]);
});

test('the handler has the two parameters that Node 24 on Lambda takes', () => {
  expect(handler().handle).toHaveLength(2);
});

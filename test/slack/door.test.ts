import { createHmac } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signedHeaders } from '../../lib/local/workspace/sign.ts';
import { type DoorRequest, type SlackDoor, slackDoor } from '../../lib/slack/door.ts';
import { type TestDeps, testDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { BOT, logInto, SECRET } from './kit.ts';

const engine = engineOfFile();
let standing: TestDeps;
beforeAll(async () => {
  standing = await testDeps(engine());
});

const NOW = 1_795_424_400;
const FORM = 'application/x-www-form-urlencoded';
const COMMAND = String(
  new URLSearchParams({
    command: '/yard',
    text: 'dance grüße',
    user_id: 'U0OWNER',
    user_name: 'owner',
    team_id: 'T0YARD',
    channel_id: 'C0SUPPORT',
    trigger_id: '1.2',
    response_url: 'https://hooks.slack.example/1',
  }),
);

let logged: string[];
let calls: string[];
let door: SlackDoor;
beforeEach(() => {
  logged = [];
  calls = [];
  const fetch = async (url: string | URL | Request) => {
    calls.push(String(url));
    return Response.json({ ok: true });
  };
  const deps = { ...standing, log: logInto(logged) };
  const bot = { token: BOT.token, botId: BOT.botId, botUserId: BOT.userId };
  door = slackDoor({ deps, signingSecret: SECRET, ...bot, web: { fetch } });
});

function signed(
  body: string,
  change: Partial<DoorRequest> & { seconds?: number } = {},
): DoorRequest {
  const { seconds = NOW, ...rest } = change;
  const headers = {
    'content-type': FORM,
    ...signedHeaders(SECRET, seconds, body),
    ...rest.headers,
  };
  return { method: 'POST', body, isBase64Encoded: false, ...rest, headers };
}

const payload = (value: unknown) => String(new URLSearchParams({ payload: JSON.stringify(value) }));

test('a signed command is answered', async () => {
  const answer = await door(signed(COMMAND));
  expect(answer.status).toBe(200);
  expect(answer.body).toContain("I don't know “dance”.");
});

test('no request costs an auth.test, or any other call', async () => {
  await door(signed(COMMAND));
  expect(calls).toEqual([]);
});

test.each([
  ['upper-case header names', { headers: { 'Content-Type': FORM } }],
  ['a charset behind the content type', { headers: { 'content-type': `${FORM}; charset=utf-8` } }],
  ['a header that came twice', { headers: { 'x-slack-retry-num': ['1', '2'] } }],
  ['lower-case method', { method: 'post' }],
])('%s is understood', async (_name, change) => {
  expect((await door(signed(COMMAND, change))).status).toBe(200);
});

test('a base64 body is read as UTF-8', async () => {
  const body = payloadOfUtf8();
  const request = signed(body, { headers: { 'content-type': 'application/json' } });
  const encoded = { ...request, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  expect(await door(encoded)).toMatchObject({ status: 200 });
});

function payloadOfUtf8() {
  return JSON.stringify({ type: 'url_verification', challenge: 'grüße 🚂' });
}

test('url_verification gives the challenge back', async () => {
  const json = { headers: { 'content-type': 'application/json' } };
  const answer = await door(signed(payloadOfUtf8(), json));
  expect(JSON.parse(answer.body)).toEqual({ challenge: 'grüße 🚂' });
});

describe('turned away with 401', () => {
  const wrong: [string, DoorRequest][] = [
    ['no headers at all', { ...signed(COMMAND), headers: null }],
    ['no signature', { ...signed(COMMAND), headers: { 'content-type': FORM } }],
    ['another secret', signed(COMMAND, { headers: signedHeaders('another', NOW, COMMAND) })],
    ['another body', { ...signed(COMMAND), body: COMMAND.replace('U0OWNER', 'U0ADMIN') }],
    ['an old timestamp', signed(COMMAND, { seconds: NOW - 301 })],
    ['a future timestamp', signed(COMMAND, { seconds: NOW + 301 })],
    ['no body', { ...signed(COMMAND), body: null }],
    ['base64 said and not meant', { ...signed(COMMAND), isBase64Encoded: true }],
    [
      'ssl_check without a signature',
      { ...signed('ssl_check=1'), headers: { 'content-type': FORM } },
    ],
  ];
  test.each(wrong)('%s', async (_name, request) => {
    const answer = await door(request);
    expect(answer).toEqual({ status: 401, headers: { 'x-slack-no-retry': '1' }, body: '' });
    expect(calls).toEqual([]);
  });
});

describe('malformed though signed', () => {
  const json = { headers: { 'content-type': 'application/json' } };
  const malformed: [string, DoorRequest, number][] = [
    ['no JSON', signed('{"type":', json), 400],
    ['JSON that is a list', signed('[1]', json), 400],
    ['JSON that is null', signed('null', json), 400],
    ['an empty JSON body', signed('', json), 400],
    ['an empty form', signed(''), 400],
    ['a payload that is no JSON', signed('payload=%7Bbroken'), 400],
    ['two payloads', signed(`${payload({})}&${payload({})}`), 400],
    ['another content type', signed(COMMAND, { headers: { 'content-type': 'text/plain' } }), 415],
    ['no content type', signed(COMMAND, { headers: { 'content-type': undefined } }), 415],
    ['a GET', signed(COMMAND, { method: 'GET' }), 405],
    ['more than a megabyte', signed(`text=${'x'.repeat(1_000_001)}`), 413],
  ];
  test.each(malformed)('%s', async (_name, request, status) => {
    const answer = await door(request);
    expect(answer).toMatchObject({ status, headers: { 'x-slack-no-retry': '1' } });
  });

  test('bytes that are no UTF-8', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    const digest = createHmac('sha256', SECRET).update(`v0:${NOW}:`).update(bytes).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-slack-signature': `v0=${digest}`,
      'x-slack-request-timestamp': String(NOW),
    };
    const body = bytes.toString('base64');
    expect(await door({ method: 'POST', headers, body, isBase64Encoded: true })).toMatchObject({
      status: 400,
    });
  });
});

describe('payloads of a shape that nobody sends', () => {
  test.each([
    ['a button without a user', { type: 'block_actions', actions: [{ action_id: 'x' }] }],
    ['no actions', { type: 'block_actions', user: { id: 'U0OWNER' }, actions: [] }],
    ['a view without state', { type: 'view_submission', user: { id: 'U0OWNER' }, view: {} }],
    ['a type that Bolt does not know', { type: 'teleport', user: { id: 'U0OWNER' } }],
    ['hostile keys', JSON.parse('{"type":"block_actions","__proto__":{"a":1},"actions":[{}]}')],
  ])('%s does not throw', async (_name, value) => {
    const answer = await door(signed(payload(value)));
    expect(answer.status).toBeLessThan(501);
    expect(calls).toEqual([]);
  });

  test('an unknown action is told to be old', async () => {
    const press = {
      type: 'block_actions',
      user: { id: 'U0OWNER', team_id: 'T0YARD' },
      team: { id: 'T0YARD' },
      channel: { id: 'C0SUPPORT' },
      container: { type: 'message' },
      response_url: 'https://hooks.slack.example/1',
      trigger_id: '1.2',
      actions: [{ action_id: 'long_gone', block_id: 'b', type: 'button', value: 'x' }],
    };
    expect((await door(signed(payload(press)))).status).toBe(200);
    expect(calls).toEqual(['https://hooks.slack.example/1']);
  });

  test('an unknown form is told to be old', async () => {
    const form = {
      type: 'view_submission',
      user: { id: 'U0OWNER', team_id: 'T0YARD' },
      team: { id: 'T0YARD' },
      view: { callback_id: 'long_gone', private_metadata: '', state: { values: {} } },
    };
    const answer = await door(signed(payload(form)));
    expect(answer.body).toContain('This form is from an older version');
  });

  test('an event nobody listens to is taken, so that Slack does not send it again', async () => {
    const event = { type: 'event_callback', team_id: 'T0YARD', event: { type: 'team_join' } };
    const json = { headers: { 'content-type': 'application/json' } };
    expect((await door(signed(JSON.stringify(event), json))).status).toBe(200);
  });
});

test('nothing of a body or a signature is ever logged', async () => {
  const secret = 'text-that-must-not-be-logged';
  const body = COMMAND.replace('dance', secret);
  await door(signed(body, { seconds: NOW - 301 }));
  await door(signed(`payload=%7B${secret}`));
  await door(signed(payload({ type: 'block_actions', user: { id: secret }, actions: [] })));
  await door(signed(payload({ type: 'teleport', secret })));
  expect(logged.length).toBeGreaterThan(2);
  expect(logged.join('\n')).not.toContain(secret);
  expect(logged.join('\n')).not.toContain('v0=');
});

test('an empty signing secret is a mistake at start', () => {
  const bot = { token: BOT.token, botId: BOT.botId, botUserId: BOT.userId };
  expect(() => slackDoor({ deps: standing, signingSecret: '', ...bot })).toThrow('signing secret');
});

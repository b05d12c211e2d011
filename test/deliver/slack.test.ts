import { createServer } from 'node:http';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, onTestFinished, test } from 'vitest';
import { failure, type SlackPort, slackPort } from '../../lib/deliver/slack.ts';
import { startWorkspace, type Workspace } from '../../lib/local/workspace/server.ts';
import { served } from '../kit/served.ts';

async function workspace(timeout = 5_000): Promise<{ of: Workspace; port: SlackPort }> {
  const of = await startWorkspace({
    port: 0,
    team: { id: 'T1', name: 'Harbour' },
    bot: {
      userId: 'UBOT',
      botId: 'BBOT',
      appId: 'A1',
      name: 'Yardmaster',
      token: 'xoxb-1',
      appToken: 'xapp-1',
    },
    people: [{ id: 'U1', teamId: 'T1', handle: 'owner', name: 'Owner', tz: 'UTC' }],
    channels: [
      { id: 'C1', name: 'support', members: ['U1', 'UBOT'] },
      { id: 'C2', name: 'without-bot', members: ['U1'] },
    ],
    commands: [],
    shortcuts: [],
    signingSecret: 'a signing secret of the tests',
  });
  onTestFinished(() => of.close());
  return { of, port: slackPort('xoxb-1', { slackApiUrl: of.apiUrl, timeout }) };
}

const CARD = { subject: 'approval/apr_1', place: 'C1' };
const content = (text: string) => ({
  text,
  blocks: [{ type: 'section' as const, text: { type: 'plain_text' as const, text } }],
});
const texts = (of: Workspace) =>
  of.driver
    .as('U1')
    .messages('C1')
    .map((one) => one.text);

describe('a card', () => {
  test('is posted, found by its id, changed, and taken away', async () => {
    const { of, port } = await workspace();
    const posted = await port.post(CARD, content('one'));
    if (posted.kind !== 'done') throw new Error(posted.kind);
    expect(await port.find(CARD, 0)).toEqual({ kind: 'found', at: posted.at });
    expect(await port.update(posted.at, content('two'))).toEqual(posted);
    expect(texts(of)).toEqual(['two']);
    expect(await port.find(CARD, 0)).toEqual({ kind: 'found', at: posted.at });
    expect(await port.remove(posted.at)).toEqual(posted);
    expect(texts(of)).toEqual([]);
  });

  test('for a person goes to their conversation and is found there', async () => {
    const { of, port } = await workspace();
    const card = { subject: 'request/req_1', place: 'U1' };
    const posted = await port.post(card, content('for you'));
    expect(posted).toMatchObject({ kind: 'done', at: { channel: of.driver.as('U1').dm() } });
    expect(await port.find(card, 0)).toEqual({
      kind: 'found',
      at: posted.kind === 'done' && posted.at,
    });
  });

  test('is not found as that of another subject', async () => {
    const { port } = await workspace();
    await port.post(CARD, content('one'));
    const other = { ...CARD, subject: 'approval/apr_2' };
    expect(await port.find(other, 0)).toEqual({ kind: 'found', at: undefined });
  });

  test('is not found as that of another place, in the same conversation even', async () => {
    const { of, port } = await workspace();
    await port.post({ ...CARD, place: of.driver.as('U1').dm() }, content('one'));
    const other = { ...CARD, place: 'U1' };
    expect(await port.find(other, 0)).toEqual({ kind: 'found', at: undefined });
  });

  test('is not found when it is older than what is looked through', async () => {
    const { port } = await workspace();
    await port.post(CARD, content('one'));
    const since = Math.floor(Date.now() / 1000) + 60;
    expect(await port.find(CARD, since)).toEqual({ kind: 'found', at: undefined });
  });

  test('is found behind pages of other messages', async () => {
    const { of, port } = await workspace();
    const posted = await port.post(CARD, content('one'));
    for (let n = 0; n < 250; n += 1) await of.driver.as('U1').say('C1', `talk ${n}`);
    expect(await port.find(CARD, 0)).toEqual({
      kind: 'found',
      at: posted.kind === 'done' && posted.at,
    });
  });
});

test('where more was said than can be looked through, Slack is said to let us read no history', async () => {
  const server = createServer((_request, response) => {
    const more = { response_metadata: { next_cursor: 'on' } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, messages: [], ...more }));
  });
  const port = slackPort('xoxb-1', { slackApiUrl: `${await served(server)}/api/` });
  expect(await port.find(CARD, 0)).toEqual({ kind: 'refused', error: 'too_much_said' });
});

describe('a call that goes wrong', () => {
  test('is refused where Slack says no', async () => {
    const { port } = await workspace();
    const not = { kind: 'refused', error: 'not_in_channel' };
    expect(await port.post({ ...CARD, place: 'C2' }, content('one'))).toEqual(not);
    expect(await port.post({ ...CARD, place: 'C9' }, content('one'))).toEqual({
      kind: 'refused',
      error: 'channel_not_found',
    });
    expect(await port.update({ channel: 'C1', ts: '1.000000' }, content('one'))).toEqual({
      kind: 'refused',
      error: 'message_not_found',
    });
  });

  test('is limited after a 429, at once and without waiting', async () => {
    const { of, port } = await workspace();
    of.faults.set({ rateLimit: { 'chat.postMessage': 1 } });
    const outcome = await port.post(CARD, content('one'));
    expect(outcome).toMatchObject({ kind: 'limited', seconds: expect.any(Number) });
    expect(await port.post(CARD, content('two'))).toMatchObject({ kind: 'done' });
    expect(texts(of)).toEqual(['two']);
  });

  test.each(['fail500', 'commitThen500', 'drop'] as const)(
    'may have been done after: %s; the client does not repeat it',
    async (fault) => {
      const { of, port } = await workspace();
      of.faults.set({ [fault]: { 'chat.postMessage': 1 } });
      expect(await port.post(CARD, content('one'))).toMatchObject({ kind: 'unsure' });
      expect(texts(of)).toHaveLength(fault === 'commitThen500' ? 1 : 0);
    },
  );

  test('may have been done when no answer comes in time', async () => {
    const { of, port } = await workspace(50);
    of.faults.set({ latencyMs: { 'chat.postMessage': 400 } });
    expect(await port.post(CARD, content('one'))).toMatchObject({ kind: 'unsure' });
    await expect.poll(() => texts(of), { timeout: 5_000 }).toEqual(['one']);
  });

  test('may have been done when the answer is none', async () => {
    const server = createServer((_, response) => response.end('<html>'));
    const slack = slackPort('xoxb-1', { slackApiUrl: `${await served(server)}/api/` });
    expect(await slack.post(CARD, content('one'))).toMatchObject({ kind: 'unsure' });
  });
});

test.each([
  [new WebAPIRateLimitedError(30), { kind: 'limited', seconds: 30 }],
  [new WebAPIRateLimitedError(0), { kind: 'limited', seconds: 1 }],
  [
    new WebAPIPlatformError({ ok: false, error: 'is_archived' }),
    { kind: 'refused', error: 'is_archived' },
  ],
  [
    new WebAPIPlatformError({ ok: false, error: 'fatal_error' }),
    { kind: 'unsure', error: 'fatal_error' },
  ],
  [
    new WebAPIPlatformError({ ok: false, error: 'internal_error' }),
    { kind: 'unsure', error: 'internal_error' },
  ],
  [new WebAPIHTTPError(503, 'busy', {}), { kind: 'unsure' }],
  [new WebAPIRequestError(new Error('reset')), { kind: 'unsure' }],
  ['anything', { kind: 'unsure', error: 'unknown' }],
])('%s is %j', (error, outcome) => expect(failure(error)).toMatchObject(outcome));

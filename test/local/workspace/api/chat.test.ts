import { describe, expect, test } from 'vitest';
import { at, call, options, raw, workspace } from '../kit.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = { type: 'section', text: plain('Something to read') };
const long = { type: 'section', text: plain('x'.repeat(3000)) };

const perfect = { channel: 'C1', text: 'Something to read', blocks: [section] };

test('a perfect message is posted, with ids for its blocks', async () => {
  const here = await workspace();
  const answer = await call(here, 'chat.postMessage', perfect);
  expect(answer).toMatchObject({ ok: true, channel: 'C1', message: { bot_id: 'BBOT' } });
  expect(at(answer, 'message', 'blocks', 0, 'block_id')).toMatch(/^b/);
  expect(here.driver.as('U2').messages('C1')).toHaveLength(1);
});

describe('chat.postMessage with one thing spoiled', () => {
  test.each([
    ['an unknown channel', { channel: 'C9' }, 'channel_not_found'],
    ['a channel without the bot', { channel: 'C3' }, 'not_in_channel'],
    ['an unknown person', { channel: 'U9' }, 'channel_not_found'],
    ['nothing to say', { text: '', blocks: [] }, 'no_text'],
    ['blocks that are no list', { blocks: 'x' }, 'invalid_blocks_format'],
    ['an unknown block', { blocks: [{ type: 'approval' }] }, 'invalid_blocks'],
    ['51 blocks', { blocks: Array(51).fill({ type: 'divider' }) }, 'invalid_blocks'],
    ['12,001 characters', { blocks: [long, long, long, long, section] }, 'msg_blocks_too_long'],
    ['half a metadata', { metadata: { event_type: 'a' } }, 'invalid_metadata_schema'],
    ['a thread nobody began', { thread_ts: '1.000000' }, 'thread_not_found'],
  ])('%s', async (_why, spoiled, error) => {
    const here = await workspace();
    const answer = await call(here, 'chat.postMessage', { ...perfect, ...spoiled });
    expect(answer).toMatchObject({ ok: false, error });
    expect(here.driver.as('U1').messages('C1')).toEqual([]);
  });

  test('says where a block is wrong', async () => {
    const here = await workspace();
    const blocks = [section, { type: 'header', text: { type: 'mrkdwn', text: 'a' } }];
    const answer = await call(here, 'chat.postMessage', { ...perfect, blocks });
    expect(at(answer, 'response_metadata', 'messages', 0)).toBe(
      '[ERROR] unsupported text object type: mrkdwn [json-pointer:/blocks/1/text/type]',
    );
  });
});

test('a message to a person opens the DM; chat.update then needs the D… id', async () => {
  const here = await workspace();
  const posted = await call(here, 'chat.postMessage', { channel: 'U2', text: 'For you' });
  expect(posted.channel).toBe(here.driver.as('U2').dm());
  expect(here.driver.as('U2').dms()).toHaveLength(1);
  expect(here.driver.as('U1').dms()).toEqual([]);
  const change = { ts: posted.ts, text: 'Changed' };
  expect(await call(here, 'chat.update', { ...change, channel: 'U2' })).toMatchObject({
    error: 'channel_not_found',
  });
  expect(await call(here, 'chat.update', { ...change, channel: posted.channel })).toMatchObject({
    ok: true,
  });
});

test('text over 40,000 characters is cut', async () => {
  const here = await workspace();
  await call(here, 'chat.postMessage', { channel: 'C1', text: 'x'.repeat(40_001) });
  expect(here.driver.as('U1').messages('C1')[0]?.text).toHaveLength(40_000);
});

describe('chat.update', () => {
  const metadata = { event_type: 'card', event_payload: { id: 'a1' } };

  async function posted() {
    const here = await workspace();
    const { ts } = await call(here, 'chat.postMessage', { ...perfect, metadata });
    return { here, ts: String(ts) };
  }

  test('with text and no blocks removes the blocks, and keeps the metadata', async () => {
    const { here, ts } = await posted();
    await call(here, 'chat.update', { channel: 'C1', ts, text: 'Approved' });
    const [message] = here.driver.as('U1').messages('C1');
    expect(message).toMatchObject({ text: 'Approved', metadata, edited: true });
    expect(message?.blocks).toBeUndefined();
  });

  test('with blocks shows no "(edited)", and an empty metadata clears it', async () => {
    const { here, ts } = await posted();
    await call(here, 'chat.update', { ...perfect, ts, metadata: {} });
    const [message] = here.driver.as('U1').messages('C1');
    expect(message?.edited).toBeUndefined();
    expect(message?.metadata).toBeUndefined();
  });

  test.each([
    ['another message', { ts: '1.000000' }, 'message_not_found'],
    ['4,001 characters', { text: 'x'.repeat(4001) }, 'msg_too_long'],
    ['nothing', { text: '' }, 'no_text'],
    ['an invalid block', { blocks: [{ type: 'header' }] }, 'invalid_blocks'],
  ])('refuses %s', async (_why, spoiled, error) => {
    const { here, ts } = await posted();
    const args = { channel: 'C1', ts, text: 'Approved', ...spoiled };
    expect(await call(here, 'chat.update', args)).toMatchObject({ ok: false, error });
  });

  test("refuses a person's message", async () => {
    const { here } = await posted();
    await here.driver.as('U1').say('C1', 'mine');
    const ts = here.driver.as('U1').messages('C1')[1]?.ts;
    const args = { channel: 'C1', ts, text: 'ours' };
    expect(await call(here, 'chat.update', args)).toMatchObject({ error: 'cant_update_message' });
    expect(await call(here, 'chat.delete', args)).toMatchObject({ error: 'cant_delete_message' });
  });
});

describe('chat.postEphemeral', () => {
  test('is seen by its addressee alone and cannot be updated', async () => {
    const here = await workspace();
    const args = { channel: 'C1', user: 'U2', text: 'Only you' };
    const { message_ts: ts } = await call(here, 'chat.postEphemeral', args);
    expect(here.driver.as('U2').messages('C1')).toHaveLength(1);
    expect(here.driver.as('U1').messages('C1')).toEqual([]);
    const update = await call(here, 'chat.update', { channel: 'C1', ts, text: 'x' });
    expect(update).toMatchObject({ error: 'message_not_found' });
    const history = await call(here, 'conversations.history', { channel: 'C1' });
    expect(history.messages).toEqual([]);
  });

  test.each([
    ['somebody who is not there', { user: 'U3' }, 'user_not_in_channel'],
    ['nobody', { user: 'U9' }, 'user_not_found'],
    ['a channel without the bot', { channel: 'C3' }, 'not_in_channel'],
  ])('refuses %s', async (_why, spoiled, error) => {
    const here = await workspace();
    const args = { channel: 'C1', user: 'U2', text: 'a', ...spoiled };
    expect(await call(here, 'chat.postEphemeral', args)).toMatchObject({ ok: false, error });
  });
});

describe('who calls', () => {
  test.each([
    ['no token', 'auth.test', '', 'not_authed'],
    ['a wrong token', 'auth.test', 'xoxb-2', 'invalid_auth'],
    ['the app token', 'auth.test', options.bot.appToken, 'not_allowed_token_type'],
    [
      'the bot token for a socket',
      'apps.connections.open',
      options.bot.token,
      'not_allowed_token_type',
    ],
    ['an unknown method', 'chat.shout', options.bot.token, 'unknown_method'],
  ])('%s', async (_why, method, token, error) => {
    const here = await workspace();
    expect(await call(here, method, {}, token)).toMatchObject({ ok: false, error });
  });

  test('a form with the token in it is as good as a header', async () => {
    const here = await workspace();
    const body = new URLSearchParams({
      token: options.bot.token,
      channel: 'C1',
      text: 'from a form',
      blocks: JSON.stringify([section]),
    });
    const answer = await fetch(`${here.apiUrl}chat.postMessage`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject({ ok: true });
    expect(here.driver.as('U1').messages('C1')[0]?.blocks).toHaveLength(1);
  });

  test('a page from elsewhere is turned away', async () => {
    const here = await workspace();
    const headers = { origin: 'https://elsewhere.example' };
    const answer = await fetch(`${here.url}/_local/act?as=U1`, { method: 'POST', headers });
    expect(answer.status).toBe(403);
  });

  test.each(['cross-site', 'same-site'])('nor does a picture in a page post: %s', async (site) => {
    const here = await workspace();
    const get = async (url: string, headers: Record<string, string>) =>
      (await fetch(url, { headers })).status;
    const address = `${here.apiUrl}chat.postMessage?token=${options.bot.token}&channel=C1&text=Fake`;
    // A browser sends no Origin with a picture, only where the page is that shows it.
    const status = await get(address, { 'sec-fetch-site': site });
    expect(status).toBe(403);
    expect(here.driver.as('U1').messages('C1')).toEqual([]);
    expect(await get(`${here.url}/`, { 'sec-fetch-site': site })).toBe(200);
    expect(await get(`${here.url}/_local/people`, { 'sec-fetch-site': 'same-origin' })).toBe(200);
  });
});

describe('planned faults', () => {
  test('429 with Retry-After, as often as asked, without acting', async () => {
    const here = await workspace();
    here.faults.set({ rateLimit: { 'chat.postMessage': 1 } });
    const first = await raw(here, 'chat.postMessage', perfect);
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await call(here, 'chat.postMessage', perfect)).toMatchObject({ ok: true });
    expect(here.driver.as('U1').messages('C1')).toHaveLength(1);
  });

  test('500 after the work is done', async () => {
    const here = await workspace();
    await fetch(`${here.url}/_local/faults`, {
      method: 'POST',
      body: JSON.stringify({ commitThen500: { '*': 1 } }),
    });
    expect((await raw(here, 'chat.postMessage', perfect)).status).toBe(500);
    expect(here.driver.as('U1').messages('C1')).toHaveLength(1);
  });

  test('500 and hanging up before it', async () => {
    const here = await workspace();
    here.faults.set({ fail500: { '*': 1 }, drop: {} });
    expect((await raw(here, 'chat.postMessage', perfect)).status).toBe(500);
    here.faults.set({ drop: { 'chat.postMessage': 1 } });
    await expect(raw(here, 'chat.postMessage', perfect)).rejects.toThrow();
    expect(here.driver.as('U1').messages('C1')).toEqual([]);
  });

  test('one message per second per channel, where it is switched on', async () => {
    let now = 1_763_600_000_000;
    const here = await workspace({ now: () => now });
    here.faults.set({ oneMessagePerSecond: true });
    expect((await raw(here, 'chat.postMessage', perfect)).status).toBe(200);
    expect((await raw(here, 'chat.postMessage', perfect)).status).toBe(429);
    expect((await raw(here, 'chat.postMessage', { ...perfect, channel: 'C2' })).status).toBe(200);
    now += 1000;
    expect((await raw(here, 'chat.postMessage', perfect)).status).toBe(200);
  });
});

import { describe, expect, test } from 'vitest';
import { at, call, workspace } from '../kit.ts';

describe('users.info', () => {
  test.each([
    [
      'one of ours',
      'U1',
      { team_id: 'T1', deleted: false, is_stranger: false, tz: 'Europe/Berlin' },
    ],
    [
      'a member of another organisation in a shared channel',
      'U3',
      { team_id: 'T2', is_stranger: false },
    ],
    ['somebody who left', 'U4', { deleted: true }],
    ['the bot itself', 'UBOT', { is_bot: true, team_id: 'T1' }],
  ])('%s', async (_why, user, expected) => {
    const here = await workspace();
    const answer = await call(here, 'users.info', { user });
    expect(answer).toMatchObject({ ok: true, user: expected });
  });

  test('is_stranger holds where no shared channel has both', async () => {
    const here = await workspace({ channels: [] });
    const answer = await call(here, 'users.info', { user: 'U3' });
    expect(at(answer, 'user', 'is_stranger')).toBe(true);
  });

  test('gives the offset of the time zone in summer and in winter', async () => {
    const summer = await workspace({ now: () => Date.UTC(2026, 6, 1) });
    const winter = await workspace({ now: () => Date.UTC(2026, 0, 1) });
    const offset = async (here: { apiUrl: string }) =>
      at(await call(here, 'users.info', { user: 'U1' }), 'user', 'tz_offset');
    expect([await offset(summer), await offset(winter)]).toEqual([7200, 3600]);
  });

  test('an unknown person is not found', async () => {
    const here = await workspace();
    expect(await call(here, 'users.info', { user: 'U9' })).toMatchObject({
      error: 'user_not_found',
    });
  });
});

describe('conversations', () => {
  test.each([
    ['open of nobody', 'conversations.open', { users: '' }, 'users_list_not_supplied'],
    ['open of an unknown person', 'conversations.open', { users: 'U9' }, 'user_not_found'],
    ['open of somebody who left', 'conversations.open', { users: 'U4' }, 'user_disabled'],
    ['info by name', 'conversations.info', { channel: 'support' }, 'channel_not_found'],
    ['history without the bot', 'conversations.history', { channel: 'C3' }, 'not_in_channel'],
    [
      'replies to nothing',
      'conversations.replies',
      { channel: 'C1', ts: '1.000000' },
      'thread_not_found',
    ],
    ['members of nothing', 'conversations.members', { channel: 'C9' }, 'channel_not_found'],
  ])('refuse %s', async (_why, method, args, error) => {
    const here = await workspace();
    expect(await call(here, method, args)).toMatchObject({ ok: false, error });
  });

  test('history is newest first, paged, with metadata only on demand', async () => {
    const here = await workspace();
    const metadata = { event_type: 'card', event_payload: { id: 'a' } };
    for (const text of ['first', 'second', 'third'])
      await call(here, 'chat.postMessage', { channel: 'C1', text, metadata });
    const one = await call(here, 'conversations.history', { channel: 'C1', limit: 2 });
    expect(one).toMatchObject({
      has_more: true,
      messages: [{ text: 'third' }, { text: 'second' }],
    });
    expect(at(one, 'messages', 0, 'metadata')).toBeUndefined();
    const cursor = at(one, 'response_metadata', 'next_cursor');
    const rest = { channel: 'C1', cursor, limit: 2, include_all_metadata: true };
    expect(await call(here, 'conversations.history', rest)).toMatchObject({
      has_more: false,
      messages: [{ text: 'first', metadata }],
    });
  });

  test('a thread is left out of the history and read by replies', async () => {
    const here = await workspace();
    const { ts } = await call(here, 'chat.postMessage', { channel: 'C1', text: 'root' });
    await call(here, 'chat.postMessage', { channel: 'C1', text: 'reply', thread_ts: ts });
    const history = await call(here, 'conversations.history', { channel: 'C1' });
    expect(history.messages).toHaveLength(1);
    const replies = await call(here, 'conversations.replies', { channel: 'C1', ts });
    expect(replies).toMatchObject({ messages: [{ text: 'root' }, { text: 'reply' }] });
  });

  test('after joining, the bot may post', async () => {
    const here = await workspace();
    await call(here, 'conversations.join', { channel: 'C3' });
    const posted = await call(here, 'chat.postMessage', { channel: 'C3', text: 'hello' });
    expect(posted).toMatchObject({ ok: true });
  });
});

describe('blocks.validate', () => {
  const view = { type: 'home', blocks: [] };

  test('needs no token and does not flag a missing fallback text', async () => {
    const here = await workspace();
    const args = { message: { blocks: [{ type: 'divider' }] } };
    expect(await call(here, 'blocks.validate', args, '')).toEqual({ ok: true });
  });

  test.each([
    ['a wrong block', { blocks: [{ type: 'approval' }] }, 'invalid_blocks'],
    ['a wrong view', { view: { ...view, type: 'sheet' } }, 'invalid_view'],
    ['a wrong message', { message: { blocks: {} } }, 'invalid_message'],
    ['two things at once', { blocks: [], view }, 'invalid_arguments'],
  ])('refuses %s', async (_why, args, error) => {
    const here = await workspace();
    expect(await call(here, 'blocks.validate', args, '')).toMatchObject({ ok: false, error });
  });
});

import { expect, test } from 'vitest';
import { readHomeOpened, readMention, readShortcut } from '../../lib/slack/read.ts';

const shortcut = {
  user: { id: 'U0OWNER', team_id: 'T0YARD' },
  team: { id: 'T0YARD' },
  trigger_id: '1.2',
  callback_id: 'request_workflow',
};

test.each([
  ['request_workflow', 'new'],
  ['long_gone', 'old'],
])('the shortcut %s is %s', (callback_id, kind) => {
  expect(readShortcut({ ...shortcut, callback_id })).toMatchObject({ shortcut: kind });
});

test('a shortcut without a user is unknown', () => {
  expect(readShortcut({ ...shortcut, user: undefined })).toEqual({ kind: 'unknown', why: 'user' });
});

const opened = { team_id: 'T0YARD', event: { user: 'U0OWNER', tab: 'home' } };

test.each([
  ['in a workspace', {}, { kind: 'home-opened', by: 'T0YARD/U0OWNER' }],
  [
    'in an Enterprise Grid',
    { enterprise_id: 'E0YARD' },
    { kind: 'home-opened', by: 'E0YARD/U0OWNER' },
  ],
  [
    'the Messages tab',
    { event: { user: 'U0OWNER', tab: 'messages' } },
    { kind: 'unknown', why: 'event.tab' },
  ],
  ['nobody', { event: {} }, { kind: 'unknown', why: 'event.user' }],
])('Home opened %s', (_name, spoiled, becomes) => {
  expect(readHomeOpened({ ...opened, ...spoiled })).toEqual(becomes);
});

test('a mention names channel and person, one by a bot is not answered', () => {
  const event = { user: 'U0OWNER', channel: 'C1' };
  expect(readMention({ event })).toEqual({ kind: 'mentioned', channel: 'C1', userId: 'U0OWNER' });
  expect(readMention({ event: { ...event, bot_id: 'B1' } })).toMatchObject({ kind: 'unknown' });
});

import { expect, test } from 'vitest';
import { ROOMS } from '../../../lib/slack/rooms.ts';
import {
  helpMessage,
  menuMessage,
  topicMessage,
  USAGE_HINT,
  unknownMessage,
} from '../../../lib/slack/views/help.ts';
import * as kit from './kit.ts';

const FIRST_DAY = ['find', 'new', 'log', 'help'];
const ROOM_WORDS = ROOMS.flatMap((room) => Object.keys(room.words ?? {}));
const listed = (blocks: readonly unknown[], command: string) =>
  [...kit.words(blocks).matchAll(new RegExp(`\`${command} ([a-z]+)`, 'g'))].map(([, word]) => word);

const topics = (message: { readonly blocks: readonly unknown[] }) =>
  [...JSON.stringify(message.blocks).matchAll(/"action_id":"help_topic:([a-z-]+)"/g)].map(
    ([, id]) => id ?? '',
  );
const everyMessage = (command: string) => {
  const first = helpMessage(command, 'https://agents.example.com');
  return [first, ...topics(first).map((id) => topicMessage(id, command))];
};

test('help and its topics list every word that a room answers, once, and none that nothing answers', () => {
  const messages = everyMessage('/agents');
  for (const message of messages) kit.expectGoodMessage(message);
  const words = messages.flatMap(({ blocks }) => listed(blocks, '/agents'));
  expect(words.sort()).toEqual([...FIRST_DAY, ...ROOM_WORDS].sort());
});

test('no page of help is longer than a phone: the rest is one press away, and so is the way back', () => {
  for (const { blocks } of everyMessage('/yard')) {
    expect(listed(blocks, '/yard').length).toBeLessThanOrEqual(10);
  }
  expect(topics(topicMessage('built', '/yard'))).toEqual([
    'every-day',
    'workflows',
    'teams',
    'platform',
  ]);
  expect(topicMessage('of an older version', '/yard')).toEqual(topicMessage('every-day', '/yard'));
});

test('a line of help fits two lines of a phone', () => {
  const lines = everyMessage('/yard').flatMap(({ blocks }) => kit.words(blocks).split('\n'));
  const read = lines.map((line) => line.replace('&lt;', '<').replace('&gt;', '>'));
  expect(read.filter((line) => line.length > 90)).toEqual([]);
});

test('help names the page that works while Slack does not', () => {
  const { blocks } = helpMessage('/yard', 'https://agents.example.com');
  expect(kit.words(blocks)).toContain('decide in a browser: https://agents.example.com/decide');
});

test('what Slack hints at while typing are words that are answered', () => {
  const hinted = USAGE_HINT.split(' | ').map((one) => one.split(' ')[0]);
  expect([...FIRST_DAY, ...ROOM_WORDS]).toEqual(expect.arrayContaining(hinted));
});

test('the menu offers what can be done without typing', () => {
  const message = menuMessage('/yard');
  kit.expectGoodMessage(message);
  expect(kit.buttons(message.blocks)).toEqual([
    'Request an AI Workflow',
    'Show the Log',
    'Confirm a Login',
  ]);
});

test.each(kit.HOSTILE)('an unknown word is repeated safely: %s', (_name, text) => {
  const message = unknownMessage(text, '/yard');
  kit.expectGoodMessage(message);
  expect(message.text).toContain("I don't know “");
});

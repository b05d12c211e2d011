import { expect, test } from 'vitest';
import { ROOMS } from '../../../lib/slack/rooms.ts';
import {
  helpMessage,
  menuMessage,
  USAGE_HINT,
  unknownMessage,
} from '../../../lib/slack/views/help.ts';
import * as kit from './kit.ts';

const FIRST_DAY = ['find', 'new', 'log', 'help'];
const ROOM_WORDS = ROOMS.flatMap((room) => Object.keys(room.words ?? {}));
const listed = (blocks: readonly unknown[], command: string) =>
  [...kit.words(blocks).matchAll(new RegExp(`\`${command} ([a-z]+)`, 'g'))].map(([, word]) => word);

test('help lists every word that a room answers, and none that nothing answers', () => {
  const message = helpMessage('/agents');
  kit.expectGoodMessage(message);
  expect(listed(message.blocks, '/agents').sort()).toEqual([...FIRST_DAY, ...ROOM_WORDS].sort());
});

test('help is in three groups, so that a person finds what is meant for them', () => {
  const words = kit.words(helpMessage('/yard').blocks);
  const at = ['*For everybody*', '*For teams*', '*For the platform*'].map((t) => words.indexOf(t));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at).not.toContain(-1);
});

test('a line of help fits two lines of a phone', () => {
  const lines = kit.words(helpMessage('/yard').blocks).split('\n');
  const read = lines.map((line) => line.replace('&lt;', '<').replace('&gt;', '>'));
  expect(read.filter((line) => line.length > 90)).toEqual([]);
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

import { expect, test } from 'vitest';
import { helpMessage, menuMessage, unknownMessage } from '../../../lib/slack/views/help.ts';
import * as kit from './kit.ts';

test('help names every word with the configured command', () => {
  const message = helpMessage('/agents');
  kit.expectGoodMessage(message);
  for (const word of ['find', 'new', 'baseline', 'report', 'log', 'keys', 'login', 'help'])
    expect(kit.words(message.blocks)).toContain(`/agents ${word}`);
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

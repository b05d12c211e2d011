import { describe, expect, test } from 'vitest';
import { keyOffer, requestAnswer } from '../../../lib/slack/views/direct.ts';
import * as kit from './kit.ts';

const answer = { by: kit.ADMIN, name: 'admin', at: '2026-11-24T09:00:00.000Z', reason: 'Use 3.2.' };

test.each([
  ['approved', 'Your request was approved to build: support-replies'],
  ['changes-asked', 'The platform team asks for changes to your request: support-replies'],
  ['rejected', 'Your request was rejected: support-replies'],
] as const)('%s: the requester reads the outcome, the reason and what to do', (state, says) => {
  const message = requestAnswer({ ...kit.request, state, answer }, '/agents');
  kit.expectGoodMessage(message);
  expect(message.text).toContain(says);
  expect(kit.words(message.blocks)).toContain('Use 3.2.');
  if (state !== 'approved') expect(kit.words(message.blocks)).toContain('/agents new');
});

test('a key offer names the workflow and gives the code with a button', () => {
  const message = keyOffer(kit.workflow, '/yard');
  kit.expectGoodMessage(message);
  expect(message.text).toContain('support-reply-drafter');
  expect(message.blocks.at(-1)).toMatchObject({
    elements: [{ action_id: 'key_code', value: 'support-reply-drafter' }],
  });
  expect(kit.buttons(message.blocks)).toEqual(['Get Key Code']);
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    kit.expectGoodMessage(keyOffer({ ...kit.workflow, purpose: text }, '/yard'));
    const said = { ...answer, reason: text };
    const over = { ...kit.request, workflow: text, state: 'rejected' as const, answer: said };
    kit.expectGoodMessage(requestAnswer(over, '/yard'));
  });
});

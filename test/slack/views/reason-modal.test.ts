import { expect, test } from 'vitest';
import { reasonModal } from '../../../lib/slack/views/reason-modal.ts';
import * as kit from './kit.ts';

test.each([
  ['reject-approval', 'Reject', 'The agent and its owner read this.'],
  ['ask-changes', 'Ask for Changes', 'The requester reads this.'],
  ['reject-request', 'Reject', 'The requester reads this.'],
] as const)('%s asks why before anything happens', (asks, submit, hint) => {
  const view = reasonModal(asks, kit.card.line, 'about');
  kit.expectGoodView(view);
  expect(view.submit?.text).toBe(submit);
  expect(view.private_metadata).toBe('about');
  expect(kit.words(view.blocks)).toContain(hint);
});

test.each(kit.HOSTILE)('words of others never come alive: %s', (_name, text) => {
  kit.expectGoodView(reasonModal('reject-approval', text, ''));
});

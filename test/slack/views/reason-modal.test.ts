import { expect, test } from 'vitest';
import { reasonModal } from '../../../lib/slack/views/reason-modal.ts';
import * as kit from './kit.ts';

test.each([
  ['reject-approval', 'Reject', 'The agent and its owner read this.'],
  ['approve-approval', 'Approve', 'The rule of this gate asks for it.'],
  ['ask-changes', 'Ask for Changes', 'The requester reads this.'],
  ['reject-request', 'Reject', 'The requester reads this.'],
] as const)('%s asks why before anything happens', (asks, submit, hint) => {
  const view = reasonModal(asks, kit.card.line, 'about');
  kit.expectGoodView(view);
  expect(view.submit?.text).toBe(submit);
  expect(view.private_metadata).toBe('about');
  expect(kit.words(view.blocks)).toContain(hint);
});

test('a rejection alone takes a suggested change, which may stay empty', () => {
  const labels = (asks: 'reject-approval' | 'approve-approval') =>
    kit.words(reasonModal(asks, kit.card.line, '').blocks);
  expect(labels('reject-approval')).toContain('Suggested change');
  expect(labels('approve-approval')).not.toContain('Suggested change');
});

test.each(kit.HOSTILE)('words of others never come alive: %s', (_name, text) => {
  kit.expectGoodView(reasonModal('reject-approval', text, ''));
});

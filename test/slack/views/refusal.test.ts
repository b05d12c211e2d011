import { expect, test } from 'vitest';
import { refuse } from '../../../lib/core/result.ts';
import { refusalMessage, refusalModal } from '../../../lib/slack/views/refusal.ts';
import * as kit from './kit.ts';

test('a refusal is one plain sentence', () => {
  const message = refusalMessage(refuse('bot', 'Only people decide.'));
  kit.expectGoodMessage(message);
  expect(message.text).toBe('Only people decide.');
});

test.each(kit.HOSTILE)('words of others never come alive: %s', (_name, text) => {
  const refusal = refuse('no-workflow', `There is no workflow named "${text}".`);
  kit.expectGoodMessage(refusalMessage(refusal));
  kit.expectGoodView(refusalModal(refusal));
});

import { expect, test } from 'vitest';
import { fatigueNote } from '../../../lib/slack/views/fatigue.ts';
import * as kit from './kit.ts';

test('the note says what was seen, why it matters, what helps, and that it is private', () => {
  const note = fatigueNote({ decisions: 24, approved: 96, medianSeconds: 7.6 });
  kit.expectGoodMessage(note);
  const words = kit.words(note.blocks);
  expect(words).toContain('You decided 24 requests in 30 days and approved 96 % of them');
  expect(words).toContain('within 8 seconds');
  expect(words).toContain('narrower gate');
  expect(words).toContain('Only you get this');
  const fast = fatigueNote({ decisions: 24, approved: 96, medianSeconds: 0 });
  expect(fast.text).toContain('within 1 second of');
});

import { expect, test } from 'vitest';
import { stepUpModal } from '../../../lib/slack/views/step-up.ts';
import * as kit from './kit.ts';

const URL = 'https://yard.example.com/step-up/ymu_secret';

test('one link, what it is for, and how long it lasts', () => {
  const view = stepUpModal({ line: 'reply-bot wants to send an e-mail: a@example.com', url: URL });
  kit.expectGoodView(view);
  const text = JSON.stringify(view);
  expect(text).toContain('"url":"https://yard.example.com/step-up/ymu_secret"');
  expect(text).toContain('Log In to Approve');
  expect(kit.words(view.blocks)).toContain('for 5 minutes');
  expect(text.split(URL)).toHaveLength(2);
});

test.each(kit.HOSTILE)('%s in the line stays text', (_, line) => {
  const view = stepUpModal({ line, url: URL });
  kit.expectGoodView(view);
  kit.expectOnlyOurTokens(view);
});

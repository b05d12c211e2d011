import { expect, test } from 'vitest';
import { sentence } from '../../../lib/slack/views/log.ts';
import { webhookSentences } from '../../../lib/slack/views/log-webhook.ts';
import { webhookTrouble } from '../../../lib/slack/views/webhook.ts';
import { expectGoodMessage, HOSTILE, OWNER, words } from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const HOST = { host: 'agents.example.com' };

test('an owner reads since when nothing is taken, and where to look', () => {
  const message = webhookTrouble('reply-bot', HOST, { webhook: 'w', failingSince: AT });
  expectGoodMessage(message);
  expect(words(message)).toContain('Your webhook of reply-bot does not answer.');
  expect(words(message)).toContain('yardmaster webhook show reply-bot');
});

test('an owner reads that it is gone, and what to do', () => {
  const message = webhookTrouble('reply-bot', HOST, { webhook: 'w', failingSince: AT, goneAt: AT });
  expectGoodMessage(message);
  expect(words(message)).toContain('is gone');
  expect(words(message)).toContain('yardmaster webhook set reply-bot');
});

test('long and hostile names do no harm', () => {
  for (const health of [{ failingSince: AT }, { failingSince: AT, goneAt: AT }, {}]) {
    for (const [, one] of HOSTILE) {
      expectGoodMessage(webhookTrouble(one, { host: one }, { webhook: 'w', ...health }));
    }
  }
});

test.each(Object.keys(webhookSentences(() => '')))('%s is one sentence in the log', (kind) => {
  const entry = {
    subject: 'workflow/reply-bot',
    kind,
    at: AT,
    actor: { kind: 'person', id: OWNER },
    data: { delivery: 'apr_1' },
  };
  expect(sentence(entry)).toMatch(/^<@U0OWNER> .*workflow\/reply-bot.*\.$/);
});

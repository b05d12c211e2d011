import { expect, test } from 'vitest';
import { sentence } from '../../../lib/slack/views/log.ts';

const told = (kind: string, data: Record<string, unknown> = {}) =>
  sentence({
    ...{ subject: 'notice/ntc_1', kind, at: '2026-11-23T09:00:00.000Z', data },
    actor: { kind: 'person', id: 'T0YARD/U0OWNER' },
  });

test.each([
  ['workflow.paused', {}, '<@U0OWNER> paused notice/ntc_1.'],
  ['workflow.resumed', {}, 'let notice/ntc_1 run again'],
  ['workflow.systems-filed', {}, 'under the systems that it touches'],
  ['notice.opened', {}, 'sent notice/ntc_1'],
  ['notice.asked', { holder: 'T0YARD/U0COLLEAGUE' }, 'asked <@U0COLLEAGUE>'],
  ['notice.sent', { told: 4 }, 'messages in all: 4'],
  ['notice.sent-on', {}, 'had new owners told'],
  ['notice.answered', { workflow: 'reply-bot', says: 'broken' }, 'for reply-bot: broken'],
  ['notice.closed', {}, 'closed notice/ntc_1'],
])('%s is told in a sentence', (kind, data, says) => {
  expect(told(kind, data)).toContain(says);
});

import { expect, test } from 'vitest';
import {
  approvalEscalation,
  approvalReminder,
} from '../../../lib/slack/views/approval-reminder.ts';
import * as kit from './kit.ts';

const SHOWN = { approval: kit.approval, open: [kit.COLLEAGUE], mayHand: true };

test('a reminder says what waits, until when, and what follows if nothing is done', () => {
  const message = approvalReminder(SHOWN);
  kit.expectGoodMessage(message);
  expect(message.text).toContain('Still waiting: support-reply-drafter wants to');
  expect(kit.words(message.blocks)).toContain('Decide on its card in <#C0SUPPORT>');
  expect(kit.words(message.blocks)).toContain('If nobody decides by then it expires');
  expect(kit.buttons(message.blocks)).toEqual(['Details', 'Ask Somebody Else']);
});

test('in the place of somebody; a card that stands with a person has no channel to name', () => {
  const approval = { ...kit.approval, channel: 'U0COLLEAGUE' };
  const shown = { ...SHOWN, approval, mayHand: false, inPlaceOf: kit.ADMIN };
  const message = approvalReminder(shown);
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain('You may decide in the place of <@U0ADMIN>.');
  expect(kit.words(message.blocks)).toContain('Decide on its card, or in my Home tab.');
  expect(kit.buttons(message.blocks)).toEqual(['Details']);
});

test('those above are told who can decide; who is one of them can ask somebody else', () => {
  const message = approvalEscalation(SHOWN);
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain(
    'It can be decided by <@U0COLLEAGUE>. You are one of them.',
  );
  expect(kit.buttons(message.blocks)).toEqual(['Remind Them', 'Ask Somebody Else', 'Details']);
  const nobody = approvalEscalation({ ...SHOWN, open: [], mayHand: false });
  expect(kit.words(nobody.blocks)).toContain('It can be decided by nobody who is left.');
  expect(kit.buttons(nobody.blocks)).toEqual(['Remind Them', 'Details']);
});

test.each(kit.HOSTILE)('whatever the words are: %s', (_, text) => {
  const approval = { ...kit.approval, workflow: text, target: text };
  kit.expectGoodMessage(approvalReminder({ ...SHOWN, approval }));
  kit.expectGoodMessage(approvalEscalation({ ...SHOWN, approval }));
});

import { expect, test } from 'vitest';
import { noticeForm, noticePreview } from '../../../lib/slack/views/notice-forms.ts';
import { expectGoodView, HOSTILE, words } from './kit.ts';

const SHOWN = {
  ...{ system: 'CRM', what: 'The vendor has new screens.', link: 'https://vendor.example' },
  ...{ workflows: 3, messages: 2, ownerless: ['old-bot'], discovered: 1, checked: false },
};

test('the form asks which system and what changed', () => {
  const view = noticeForm('CRM', 'ntc_1');
  expectGoodView(view);
  expect(JSON.stringify(view)).toContain('"initial_value":"CRM"');
  expect(view.private_metadata).toBe('ntc_1');
  expectGoodView(noticeForm('', 'ntc_1'));
});

test('the preview says whom it tells, whom not, and what is only known later', () => {
  const view = noticePreview(SHOWN, '{}');
  expectGoodView(view);
  const text = words(view);
  expect(text).toContain('3 AI workflows can touch CRM. 2 people get one message each.');
  expect(text).toContain('old-bot');
  expect(text).toContain('1 entry');
  expect(text).toContain('Who has left Slack is checked when it is sent');
});

test('a preview without trouble has no notes', () => {
  const plain = { ...SHOWN, link: undefined, ownerless: [], discovered: 0, checked: true };
  const text = words(noticePreview({ ...plain, messages: 1 }, '{}'));
  expect(text).toContain('1 person gets one message.');
  expect(text).not.toContain('Nobody is left');
});

test.each(HOSTILE)('both stay whole with %s', (_, text) => {
  expectGoodView(noticeForm(text.toWellFormed(), 'ntc_1'));
  const ownerless = Array.from({ length: 30 }, () => text);
  expectGoodView(
    noticePreview({ ...SHOWN, system: text, what: text, link: text, ownerless }, '{}'),
  );
});

import { expect, test } from 'vitest';
import { manifestText } from '../../../lib/core/manifest-diff/text.ts';
import { patchMessage, patchModal } from '../../../lib/slack/views/patch.ts';
import * as kit from './kit.ts';

const patch = {
  id: 'pat_1',
  workflow: 'reply-bot',
  against: 3,
  by: kit.OWNER,
  expiresAt: '2026-12-23T09:00:00.000Z',
};
const { manifest } = kit.workflow;
const texts = {
  before: manifestText(manifest),
  after: manifestText({ ...manifest, purpose: 'Answers mails' }),
};

test('the patch shows what comes in and what goes out, with what stands around it', () => {
  const message = patchMessage({ patch, texts });
  kit.expectGoodMessage(message);
  const text = kit.words(message.blocks);
  expect(text).toContain('+   "purpose": "Answers mails"');
  expect(text).toContain('From <@U0OWNER>, against revision 3.');
  expect(text).toContain('  …');
});

test('the form passes it on to somebody of the team', () => {
  const view = patchModal({ patch, texts }, ['It then waits for a review.']);
  kit.expectGoodView(view);
  expect(view.submit?.text).toBe('Send to Developer');
  expect(view.private_metadata).toBe('pat_1');
  expect(kit.words(view.blocks)).toContain('It then waits for a review.');
});

test('a patch of nothing says so', () => {
  const message = patchMessage({ patch, texts: { before: 'a', after: 'a' } });
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain('There is nothing to change.');
});

test('one that no message can hold is cut, and says what to do about it', () => {
  const line = `${'x'.repeat(500)}\n`;
  const message = patchMessage({ patch, texts: { before: '', after: line.repeat(40) } });
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain('Make smaller changes, one after the other');
});

test.each(kit.HOSTILE)('words of others never come alive: %s', (_, text) => {
  const hostile = { ...patch, workflow: text };
  const lines = { before: `${text}\n`, after: `${text}\n${text}` };
  kit.expectGoodMessage(patchMessage({ patch: hostile, texts: lines }));
  kit.expectGoodView(patchModal({ patch: hostile, texts: lines }, [text, text]));
});

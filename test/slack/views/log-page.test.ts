import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../lib/slack/views/log.ts';
import { LOG, type LogChosen, logForm } from '../../../lib/slack/views/log-form.ts';
import { logMessage, logModal } from '../../../lib/slack/views/log-page.ts';
import * as kit from './kit.ts';

const entry: LogEntry = {
  subject: 'workflow/support-reply-drafter',
  kind: 'workflow.registered',
  at: '2026-11-23T09:00:00.000Z',
  actor: { kind: 'person', id: kit.OWNER },
  data: { status: 'active', revision: 1 },
};
const ALL: LogChosen = { subject: '' };
const ONE: LogChosen = { subject: 'support-reply-drafter' };
const NEXT = '2026-11-23T09:00:00.000Z~3~workflow/support-reply-drafter';

test('the newest twenty are shown within the limits', () => {
  const data = { act: 'x'.repeat(300), about: 'y'.repeat(300), why: 'z'.repeat(300) };
  const entries = Array.from({ length: 50 }, () => ({ ...entry, kind: 'refused', data }));
  const message = logMessage({ chosen: ALL, entries }, '/yard');
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks).match(/was refused/g)).toHaveLength(20);
});

test('a page leads to older entries and to a choice; of all workflows there is none', () => {
  const page = logMessage({ chosen: ONE, entries: [entry], next: NEXT }, '/yard');
  kit.expectGoodMessage(page);
  expect(kit.buttons(page.blocks)).toEqual(['Older', 'Choose Entries']);
  expect(kit.buttons(logMessage({ chosen: ONE, entries: [entry] }, '/yard').blocks)).toEqual([
    'Choose Entries',
  ]);
  expect(kit.buttons(logMessage({ chosen: ALL, entries: [entry] }, '/yard').blocks)).toEqual([]);
});

test('an empty log teaches', () => {
  const message = logMessage({ chosen: ALL, entries: [] }, '/agents');
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain('`/agents new`');
});

test('nothing that was chosen is said, and that older ones may be', () => {
  const chosen = { ...ONE, kind: 'approval' };
  const none = logMessage({ chosen, entries: [] }, '/yard');
  expect(kit.words(none.blocks)).toContain('There are no such entries.');
  const more = logModal({ chosen, entries: [], next: NEXT });
  kit.expectGoodView(more);
  expect(kit.words(more)).toContain('Older ones may be.');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const data = { action: text, status: text, workflow: text };
    const spoiled = { ...entry, subject: text, actor: { kind: 'workflow', id: text }, data };
    const claim = { ...spoiled, subject: `agent/${text}/1`, kind: `agent.${text}`, text };
    const chosen = { subject: text.slice(0, 200), kind: text.slice(0, 200) };
    const entries = [spoiled, { ...spoiled, kind: text }, ...Array(18).fill(claim)];
    kit.expectGoodMessage(logMessage({ chosen, entries, next: NEXT }, '/yard'));
    kit.expectGoodView(logModal({ chosen, entries, next: NEXT }));
    kit.expectGoodView(logForm({ ...chosen, actor: text, from: text, to: text }));
  });
});

test('the form keeps what was chosen', () => {
  const form = logForm({ ...ONE, kind: 'approval', actor: 'U0OWNER', from: '2026-11-01' });
  kit.expectGoodView(form);
  expect(form.callback_id).toBe(LOG.form);
  expect(JSON.stringify(form)).toMatch(/"initial_user":"U0OWNER".*"initial_date":"2026-11-01"/);
});

import { describe, expect, test } from 'vitest';
import { type LogEntry, logMessage, sentence } from '../../../lib/slack/views/log.ts';
import * as kit from './kit.ts';

const entry: LogEntry = {
  subject: 'workflow/support-reply-drafter',
  kind: 'workflow.registered',
  at: '2026-11-23T09:00:00.000Z',
  actor: { kind: 'person', id: kit.OWNER },
  data: { status: 'active', revision: 1 },
};
const agent = { kind: 'workflow', id: 'support-reply-drafter' };

const told: [string, Partial<LogEntry>, string][] = [
  ['a registration', {}, '<@U0OWNER> registered workflow/support-reply-drafter; it is active.'],
  [
    'a revision',
    { kind: 'workflow.revised' },
    '<@U0OWNER> changed workflow/support-reply-drafter to revision 1.',
  ],
  [
    'an offered key',
    { kind: 'workflow.key-offered', data: { to: kit.COLLEAGUE } },
    '<@U0OWNER> offered the key of workflow/support-reply-drafter to <@U0COLLEAGUE>.',
  ],
  [
    'an asked approval',
    { kind: 'approval.asked', actor: agent, data: { action: 'send_external_email' } },
    'The workflow support-reply-drafter asked for approval of send_external_email.',
  ],
  [
    'a decision',
    { kind: 'approval.decided', subject: 'approval/apr_1', data: { choice: 'deny' } },
    '<@U0OWNER> rejected approval/apr_1.',
  ],
  [
    'an ending without a person',
    { kind: 'approval.expired', subject: 'approval/apr_1', actor: { kind: 'system', id: 'sweep' } },
    'approval/apr_1 ended without a decision.',
  ],
  [
    'a refusal',
    { kind: 'refused', data: { act: 'approve', about: 'approval/apr_1', why: 'excluded' } },
    '<@U0OWNER> was refused: approve on approval/apr_1 (excluded).',
  ],
  [
    'a kind of a later version',
    { kind: 'workflow.paused' },
    '<@U0OWNER>: workflow.paused on workflow/support-reply-drafter.',
  ],
];

test.each(told)('%s is one plain sentence', (_name, change, says) => {
  expect(sentence({ ...entry, ...change })).toBe(says);
});

test('an actor that is no person key is not mentioned', () => {
  const actor = { kind: 'person', id: 'T1/U1> <!channel' };
  expect(sentence({ ...entry, actor })).toMatch(/^Somebody registered/);
});

test('the newest twenty are shown within the limits', () => {
  const data = { act: 'x'.repeat(300), about: 'y'.repeat(300), why: 'z'.repeat(300) };
  const entries = Array.from({ length: 50 }, () => ({ ...entry, kind: 'refused', data }));
  const message = logMessage('', entries, '/yard');
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks).match(/was refused/g)).toHaveLength(20);
});

test('an empty log teaches', () => {
  const message = logMessage('', [], '/agents');
  kit.expectGoodMessage(message);
  expect(kit.words(message.blocks)).toContain('`/agents new`');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const data = { action: text, status: text, workflow: text };
    const spoiled = { ...entry, subject: text, actor: { kind: 'workflow', id: text }, data };
    kit.expectGoodMessage(logMessage(text, [spoiled, { ...spoiled, kind: text }], '/yard'));
  });
});

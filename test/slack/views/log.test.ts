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
    'a registration by CI',
    { actor: { kind: 'ci', id: 'ci-support-main' } },
    'The CI ci-support-main registered workflow/support-reply-drafter; it is active.',
  ],
  [
    'a revoked key',
    { kind: 'workflow.key-revoked' },
    '<@U0OWNER> revoked a key of workflow/support-reply-drafter.',
  ],
  [
    'a login ended by itself',
    {
      kind: 'person.login-ended',
      subject: `person/${kit.OWNER}`,
      actor: { kind: 'system', id: 'login' },
      data: { why: 'asked-again' },
    },
    'Yardmaster ended a login of <@U0OWNER> (asked-again).',
  ],
  [
    'an account that is gone',
    { kind: 'person.logins-ended', subject: `person/${kit.OWNER}` },
    'All logins of <@U0OWNER> ended: the account is gone.',
  ],
  [
    'what an owner was asked',
    { kind: 'extension.asked', data: { component: 'plugin/x' } },
    '<@U0OWNER> asked the owner of plugin/x to extend it.',
  ],
  [
    'a copy',
    { kind: 'extension.copied', data: { component: 'plugin/x', copy: 'plugin/y' } },
    '<@U0OWNER> copied plugin/x to plugin/y.',
  ],
  [
    'a team that was created',
    { kind: 'team.created', subject: 'team/claims' },
    '<@U0OWNER> created team/claims.',
  ],
  [
    'a team that was changed',
    { kind: 'team.changed', subject: 'team/claims' },
    '<@U0OWNER> changed team/claims.',
  ],
  [
    'a look at who is in a team',
    { kind: 'team.people-checked', subject: 'team/claims', data: { members: 3 } },
    'Slack was asked who is in team/claims: 3 by now.',
  ],
  [
    'a merged team',
    { kind: 'team.merged', subject: 'team/claims', data: { into: 'sales' } },
    '<@U0OWNER> merged team/claims into sales; its id goes on working.',
  ],
  [
    'the team that it went into',
    { kind: 'team.joined', subject: 'team/sales', data: { from: 'claims' } },
    '<@U0OWNER> merged claims into team/sales.',
  ],
  [
    'another id',
    { kind: 'team.renamed', subject: 'team/claims', data: { into: 'damages' } },
    '<@U0OWNER> gave team/claims the id damages; the old one goes on working.',
  ],
  [
    'a merge that is through',
    { kind: 'team.carried', subject: 'team/claims' },
    'All that team/claims had has gone with it.',
  ],
  [
    "the platform's own team",
    { kind: 'organisation.team-moved', data: { into: 'platform' } },
    "The platform's own team is platform now.",
  ],
  [
    'what went along',
    { kind: 'approval.team-moved', subject: 'approval/apr_1', data: { from: 'a', into: 'b' } },
    'approval/apr_1 went from a to b with its team.',
  ],
  [
    'a kind of a later version',
    { kind: 'workflow.moonwalked' },
    '<@U0OWNER>: workflow.moonwalked on workflow/support-reply-drafter.',
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

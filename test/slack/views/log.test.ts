import { expect, test } from 'vitest';
import { type LogEntry, sentence } from '../../../lib/slack/views/log.ts';
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

test('what an agent says of itself is marked as its claim, with its own words', () => {
  const data = { ticket: 4711, entryId: 'a1', textDigest: 'b2', payloadDigest: 'c3' };
  const claim = { ...entry, subject: 'agent/reply-bot/2', kind: 'agent.mail.sent', actor: agent };
  expect(sentence({ ...claim, data, text: 'All is well' })).toBe(
    'The agent of reply-bot says of itself: mail.sent (ticket 4711). “All is well”',
  );
  expect(sentence({ ...claim, data: {} })).toBe(
    'The agent of reply-bot says of itself: mail.sent.',
  );
});

test('an agent cannot pose as one of ours, nor we as it', () => {
  const ours = { ...entry, kind: 'agent.workflow.registered' };
  expect(sentence(ours)).toBe(
    '<@U0OWNER>: agent.workflow.registered on workflow/support-reply-drafter.',
  );
  const claim = { ...entry, subject: 'agent/reply-bot/2', kind: 'agent.workflow.registered' };
  expect(sentence({ ...claim, data: {} })).toContain('says of itself: workflow.registered');
});

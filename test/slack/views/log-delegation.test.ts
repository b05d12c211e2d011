import { expect, test } from 'vitest';
import { sentence } from '../../../lib/slack/views/log.ts';
import { COLLEAGUE, OWNER } from './kit.ts';

const days = { to: OWNER, firstDay: '2026-12-24', lastDay: '2026-12-31' };

test.each([
  ['approval.decided', { choice: 'approve' }, '<@U0COLLEAGUE> approved approval/apr_1.'],
  [
    'approval.decided',
    { choice: 'deny', for: OWNER },
    '<@U0COLLEAGUE> rejected approval/apr_1 in the place of <@U0OWNER>.',
  ],
  ['approval.reminded', {}, '<@U0COLLEAGUE> reminded those who may decide of approval/apr_1.'],
  [
    'approval.escalated',
    {},
    'Those who answer for the team were told that nobody has decided approval/apr_1.',
  ],
  [
    'approval.handed',
    { to: OWNER },
    '<@U0COLLEAGUE> asked <@U0OWNER> to decide approval/apr_1 in their place.',
  ],
  [
    'delegation.made',
    days,
    '<@U0COLLEAGUE> named <@U0OWNER> to decide in their place from 2026-12-24 to 2026-12-31.',
  ],
  ['delegation.ended', days, '<@U0COLLEAGUE> ended it that <@U0OWNER> decides in their place.'],
  [
    'delegation.used',
    { ...days, approval: 'apr_9' },
    '<@U0COLLEAGUE> decided apr_9 by approval/apr_1.',
  ],
])('%s', (kind, data, said) => {
  const actor = { kind: 'person', id: COLLEAGUE };
  const at = '2026-11-23T09:00:00.000Z';
  expect(sentence({ subject: 'approval/apr_1', kind, at, actor, data })).toBe(said);
});

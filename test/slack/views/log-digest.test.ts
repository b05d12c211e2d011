import { expect, test } from 'vitest';
import { sentence } from '../../../lib/slack/views/log.ts';

const DATA = {
  campaign: 'cmp_1',
  workflow: 'reply-bot',
  workflows: '3',
  lines: '2',
  more: '1',
  quiet: '4',
  moved: '5',
  said: 'snoozed',
};

test.each([
  ['digest.filled', 'has AI workflows of cmp_1 to tell of: 3.'],
  ['digest.sent', 'was sent with 2 lines and 1 more; quiet: 4, moved on: 5.'],
  ['digest.withheld', 'Nothing was sent to digest/T0YARD/U0OWNER; quiet: 4, moved on: 5.'],
  ['digest.redrawn', '<@U0ADMIN> changed what digest/T0YARD/U0OWNER shows.'],
  ['digest.passed-on', '<@U0ADMIN> passed reply-bot on'],
  ['nudge.answered', '<@U0ADMIN> answered digest/T0YARD/U0OWNER: snoozed.'],
])('%s', (kind, said) => {
  const at = '2026-11-23T09:00:00.000Z';
  const actor = { kind: 'person' as const, id: 'T0YARD/U0ADMIN' };
  const told = sentence({ subject: 'digest/T0YARD/U0OWNER', kind, at, actor, data: DATA });
  expect(told).toContain(said);
});

import { expect, test } from 'vitest';
import { sentence } from '../../../lib/slack/views/log.ts';

const tell = (kind: string, data: Record<string, string>) =>
  sentence({
    subject: kind.startsWith('access.') ? 'access/acc_1' : 'workflow/reply-bot',
    kind,
    at: '2026-11-23T09:00:00.000Z',
    actor: { kind: 'person', id: 'T0YARD/U0ADMIN' },
    data,
  });

test.each([
  ['access.asked', '<@U0ADMIN> asked the platform for access of reply-bot.'],
  ['access.narrowed', '<@U0ADMIN> answered what reply-bot asked for: narrowed.'],
  ['access.taken', '<@U0ADMIN> took back what reply-bot had.'],
  ['access.withdrawn', '<@U0ADMIN> withdrew what reply-bot asked for.'],
  ['access.replaced', '<@U0ADMIN> replaced what reply-bot asked for with a newer revision.'],
])('%s', (kind, said) => {
  const state = kind.slice('access.'.length);
  expect(tell(kind, { workflow: 'reply-bot', state })).toBe(said);
});

test.each([
  ['workflow.access-asked', 'asked for access of workflow/reply-bot'],
  ['workflow.access-granted', 'gave workflow/reply-bot the access'],
  ['workflow.access-ended', 'came to an end: refused'],
  ['grant.expired', 'has ended; it is registered'],
  ['grant.ending', 'its access ends soon'],
  ['grant.revoked', 'took access of workflow/reply-bot back; it is registered'],
])('%s', (kind, said) => {
  expect(tell(kind, { status: 'registered', state: 'refused' })).toContain(said);
});

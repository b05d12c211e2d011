import { expect, test } from 'vitest';
import { readSubmission } from '../../../lib/slack/read/submission.ts';

const about = {
  id: 'req_1',
  need: 'draft replies',
  workflow: 'replies',
  team: 'team-support',
  offered: 2,
  evidence: ['plugin/a', 'plugin/b', 'workflow/c'].map((id) => ({ id, why: 'It drafts.' })),
};

function read(callback_id: string, metadata: unknown, values: object) {
  const private_metadata = typeof metadata === 'string' ? metadata : JSON.stringify(metadata);
  const input = readSubmission({
    user: { id: 'U0OWNER', team_id: 'T0YARD' },
    team: { id: 'T0YARD' },
    view: { callback_id, private_metadata, state: { values } },
  });
  return input.kind === 'submission' ? input.submission : input;
}

const typed = (value: string | null) => ({ value: { type: 'plain_text_input', value } });
const option = (value: string) => ({ value: { selected_option: { value } } });

test('step 1 gives what was typed, trimmed and without control characters', () => {
  const values = {
    need: typed(' draft\u0000 re\uD800plies\n '),
    workflow: typed(null),
    team: option('team-support'),
  };
  expect(read('request_need', { id: 'req_1', component: 'plugin/a' }, values)).toEqual({
    kind: 'need',
    about: { id: 'req_1', component: 'plugin/a' },
    need: 'draft re\uFFFDplies',
    workflow: '',
    team: 'team-support',
  });
});

test.each([
  ['0', 'plugin/a'],
  ['1', 'plugin/b'],
  ['nothing', undefined],
])('step 2 with the choice %s', (choice, component) => {
  const values = { choice: option(choice), because: typed('Too old') };
  expect(read('request_match', about, values)).toMatchObject({
    kind: 'match',
    component,
    because: 'Too old',
  });
});

test.each([
  ['a place beyond the list', 'request_match', about, { choice: option('5') }],
  ['a near-duplicate workflow', 'request_match', about, { choice: option('2') }],
  ['no choice', 'request_match', about, {}],
  ['a choice that is no place', 'request_match', about, { choice: option('__proto__') }],
  ['metadata that is no JSON', 'request_match', '{', { choice: option('0') }],
  ['metadata of another version', 'request_need', { id: 'req_1', more: 1 }, {}],
  ['a reason without what it is about', 'reason', {}, {}],
  ['an unknown form', 'long_gone', {}, {}],
  ['a form named like a property of objects', 'constructor', {}, {}],
])('%s is an old form', (_name, callback, metadata, values) => {
  expect(read(callback, metadata, values)).toMatchObject({ kind: 'other', callback });
});

test('a reason carries what it is about', () => {
  const rejecting = { asks: 'reject-approval', id: 'apr_1', digest: 'd', home: true };
  expect(read('reason', rejecting, { reason: typed('No') })).toEqual({
    kind: 'reason',
    about: rejecting,
    reason: 'No',
    suggestion: '',
  });
});

test('a colleague is a user id', () => {
  const values = { person: { value: { selected_user: 'U0COLLEAGUE' } } };
  expect(read('key_colleague', 'reply-bot', values)).toEqual({
    kind: 'colleague',
    workflow: 'reply-bot',
    userId: 'U0COLLEAGUE',
  });
});

import { expect, test } from 'vitest';
import { readPress } from '../../../lib/slack/read/press.ts';

const DIGEST = 'a'.repeat(64);
const body = {
  trigger_id: '1.2',
  user: { id: 'U0OWNER', team_id: 'T0YARD', username: 'owner' },
  team: { id: 'T0YARD' },
  channel: { id: 'C0SUPPORT' },
  actions: [{ action_id: 'approval_approve', value: `apr_1|${DIGEST}` }],
};

function press(action_id: string, value?: string) {
  const input = readPress({
    ...body,
    actions: [{ action_id, ...(value === undefined ? {} : { value }) }],
  });
  return input.kind === 'press' ? input.press : input;
}

test.each([
  ['approval_approve', `apr_1|${DIGEST}`, { kind: 'approve', id: 'apr_1', digest: DIGEST }],
  ['approval_reject', `apr_1|${DIGEST}`, { kind: 'reject', id: 'apr_1', digest: DIGEST }],
  ['approval_details', 'apr_1', { kind: 'details', id: 'apr_1', page: 0 }],
  ['approval_details_page_next', 'apr_1|3', { kind: 'details', id: 'apr_1', page: 3 }],
  ['request_approve', 'req_1', { kind: 'answer-approve', id: 'req_1' }],
  ['request_changes', 'req_1', { kind: 'ask-changes', id: 'req_1' }],
  ['request_reject', 'req_1', { kind: 'reject-request', id: 'req_1' }],
  ['key_code', 'reply-bot', { kind: 'key-code', workflow: 'reply-bot' }],
  ['key_send', 'reply-bot', { kind: 'key-send', workflow: 'reply-bot' }],
  ['component_use', 'plugin/reply-drafter', { kind: 'use', component: 'plugin/reply-drafter' }],
  ['menu_new', 'menu', { kind: 'new' }],
  ['home_new', 'home', { kind: 'new' }],
  ['menu_log', 'menu', { kind: 'log' }],
])('%s', (action, value, becomes) => {
  expect(press(action, value)).toEqual(becomes);
});

test.each([
  ['approval_approve', undefined],
  ['approval_approve', 'apr_1'],
  ['approval_approve', `apr_1|${DIGEST}0`],
  ['approval_approve', `../x|${DIGEST}`],
  ['approval_approve', '{"id":"apr_1"}'],
  ['approval_details', 'a b'],
  ['approval_details_page_next', 'apr_1|-1'],
  ['key_code', 'No Such Name'],
  ['request_approve', ''],
  ['long_gone', 'x'],
  ['toString', 'x'],
  ['__proto__', 'x'],
])('%s with %j is an old button', (action, value) => {
  expect(press(action, value)).toMatchObject({ kind: 'other', action: action.split(':')[0] });
});

test.each([
  ['on a message', {}, { kind: 'message', channel: 'C0SUPPORT' }],
  [
    'in a modal',
    { view: { id: 'V1', type: 'modal', hash: 'h' } },
    { kind: 'modal', viewId: 'V1', hash: 'h' },
  ],
  ['on Home', { view: { id: 'V1', type: 'home', hash: 'h' } }, { kind: 'home' }],
])('%s', (_name, spoiled, surface) => {
  expect(readPress({ ...body, ...spoiled })).toMatchObject({ surface });
});

test.each([
  ['no action', { actions: [] }, 'actions.0'],
  ['no user', { user: undefined }, 'user'],
  ['nothing', undefined, 'user, actions'],
])('%s is unknown and names the field', (_name, spoiled, why) => {
  const spoiledBody = spoiled === undefined ? {} : { ...body, ...spoiled };
  expect(readPress(spoiledBody)).toEqual({ kind: 'unknown', why });
});

import { expect, test } from 'vitest';
import { readCommand } from '../../../lib/slack/read/command.ts';

const body = {
  user_id: 'U0OWNER',
  user_name: 'owner',
  team_id: 'T0YARD',
  trigger_id: '1.2',
  text: '',
};

const word = (text: string) => {
  const input = readCommand({ ...body, text });
  return input.kind === 'command' ? input.word : input;
};

test.each([
  ['', { kind: 'menu' }],
  ['   ', { kind: 'menu' }],
  ['help', { kind: 'help' }],
  ['HELP', { kind: 'help' }],
  ['login ABCD', { kind: 'other', typed: 'login', rest: 'ABCD' }],
  ['new', { kind: 'new', need: '' }],
  ['new  draft replies\nto tickets ', { kind: 'new', need: 'draft replies\nto tickets' }],
  ['find reply to customers', { kind: 'find', query: 'reply to customers' }],
  ['log', { kind: 'log', subject: '' }],
  ['log workflow/x', { kind: 'log', subject: 'workflow/x' }],
  ['dance wildly', { kind: 'other', typed: 'dance', rest: 'wildly' }],
  ['constructor', { kind: 'other', typed: 'constructor', rest: '' }],
  ['🚂', { kind: 'other', typed: '🚂', rest: '' }],
])('%j', (text, becomes) => {
  expect(word(text)).toEqual(becomes);
});

test('a member of an Enterprise Grid is keyed by the enterprise', () => {
  expect(readCommand({ ...body, enterprise_id: 'E0YARD' })).toMatchObject({ by: 'E0YARD/U0OWNER' });
});

test.each([
  ['no user', { user_id: undefined }, 'user_id'],
  ['no team', { team_id: undefined }, 'team_id'],
  ['a user that is none', { user_id: '../x' }, 'user_id, team_id'],
])('%s is unknown and names the field', (_name, spoiled, why) => {
  expect(readCommand({ ...body, ...spoiled })).toEqual({ kind: 'unknown', why });
});

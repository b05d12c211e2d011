import { describe, expect, test } from 'vitest';
import { type KeyLine, type KeysSeen, keysModal } from '../../../lib/slack/views/keys.ts';
import { LOGIN } from '../../core/perfect.ts';
import * as kit from './kit.ts';
import { TEAM } from './team-kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const key: KeyLine = {
  id: 'key_1',
  holder: kit.COLLEAGUE,
  issuedAt: AT,
  endsAt: undefined,
  lastUsed: undefined,
};
const identity = { id: 'ci-support-main', team: 'team-support', createdAt: AT };
const seen: KeysSeen = {
  logins: [LOGIN],
  workflows: [{ it: kit.workflow, keys: [key] }],
  identities: [{ it: identity, keys: [{ ...key, endsAt: AT, lastUsed: AT }] }],
  ciTeams: [TEAM],
};

test('logins, keys and CI stand together, each with what can be done', () => {
  const view = keysModal(seen, '/yard');
  kit.expectGoodView(view);
  const text = kit.words(view.blocks);
  expect(text).toContain('yardmaster command line on desk-7');
  expect(text).toContain('Held by <@U0COLLEAGUE> since <!date^1795424400^');
  expect(text).toContain('never used');
  expect(text).toContain('last used <!date^1795424400^');
  expect(text).toContain('*ci-support-main* registers for team-support');
  expect(kit.buttons(view.blocks)).toEqual([
    'End…',
    'Rotate',
    'Revoke…',
    'Rotate',
    'Revoke…',
    'New CI Identity',
  ]);
});

test('what takes something away asks once more, and says what follows', () => {
  const text = JSON.stringify(keysModal(seen, '/yard'));
  expect(text.match(/"confirm":\{"title"/g)).toHaveLength(3);
  expect(text).toContain('Whatever uses it is refused at once. This cannot be undone.');
});

test('buttons carry which key of what', () => {
  const text = JSON.stringify(keysModal(seen, '/yard'));
  expect(text).toContain('"action_id":"key_revoke","value":"support-reply-drafter|key_1"');
  expect(text).toContain('"action_id":"ci_revoke","value":"ci-support-main|key_1"');
  expect(text).toContain('"action_id":"login_end","value":"login_1"');
});

test('who has nothing is told how to begin', () => {
  const view = keysModal({ logins: [], workflows: [], identities: [], ciTeams: [] }, '/yard');
  kit.expectGoodView(view);
  const text = kit.words(view.blocks);
  expect(text).toContain('You are logged in nowhere.');
  expect(text).toContain('You keep no AI workflow. `/yard new` requests one.');
  expect(text).not.toContain('CI of your teams');
});

test('a workflow and an identity without a key offer the code for one', () => {
  const none = {
    ...seen,
    workflows: [{ it: kit.workflow, keys: [] }],
    identities: [{ it: identity, keys: [] }],
  };
  const view = keysModal(none, '/yard');
  kit.expectGoodView(view);
  expect(kit.buttons(view.blocks)).toEqual([
    'End…',
    'Get Key Code',
    'Get Key Code',
    'New CI Identity',
  ]);
});

test('one workflow alone shows nothing of the person', () => {
  const view = keysModal({ ...seen, only: true }, '/yard');
  kit.expectGoodView(view);
  expect(kit.buttons(view.blocks)).toEqual(['Rotate', 'Revoke…']);
});

test('however many there are, the modal stays within its limits', () => {
  const many = <T>(one: T) => Array.from({ length: 40 }, () => one);
  const view = keysModal(
    {
      logins: many(LOGIN),
      workflows: many({ it: kit.workflow, keys: many(key).slice(0, 5) }),
      identities: many({ it: identity, keys: many(key).slice(0, 5) }),
      ciTeams: many(TEAM),
    },
    '/yard',
  );
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('And 32 more.');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    kit.expectGoodView(
      keysModal({ ...seen, logins: [{ ...LOGIN, client: text, host: text }] }, '/yard'),
    );
  });
});

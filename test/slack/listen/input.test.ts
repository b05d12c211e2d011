import { beforeAll, describe, expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { onCommand, onPress, onShortcut, onSubmission } from '../../../lib/slack/listen/input.ts';
import type { PressInput } from '../../../lib/slack/read.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { publish, REPLY_CATALOG } from '../../kit/catalog.ts';
import { type TestDeps, testDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { asked } from '../kit.ts';
import { words } from '../views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps(engine());
  await publish(deps, REPLY_CATALOG);
});

const by = keyOf(PEOPLE.colleague);
const from = { by, name: 'colleague', triggerId: '1.2' };
const kinds = (replies: readonly Reply[]) => replies.map((reply) => reply.kind);
const HOME = { kind: 'home' } as const;
const MESSAGE = { kind: 'message', channel: 'C0SUPPORT' } as const;

function press(said: PressInput['press'], surface: PressInput['surface'] = MESSAGE) {
  return onPress(deps, { kind: 'press', ...from, press: said, surface });
}

test('an old button is answered with where to go', async () => {
  const replies = await press({ kind: 'other', action: 'long_gone', part: '', value: '' });
  expect(words(replies)).toContain('from an older version of Yardmaster');
});

test('an old shortcut and an old form are answered too', async () => {
  const shortcut = await onShortcut(deps, { kind: 'shortcut', ...from, shortcut: 'old' });
  expect(kinds(shortcut)).toEqual(['say']);
  const fields = { text: () => '', list: () => [] };
  const submission = { kind: 'other', callback: 'long_gone', metadata: '', fields } as const;
  expect(kinds(await onSubmission(deps, { kind: 'submission', ...from, submission }))).toEqual([
    'replace',
  ]);
});

test('a decision on a message says nothing, on Home it shows Home anew', async () => {
  const first = await asked(deps, { idempotencyKey: 'on a message' });
  const second = await asked(deps, { idempotencyKey: 'on Home' });
  const approve = async (id: string, surface: PressInput['surface']) =>
    kinds(await press({ kind: 'approve', id, digest: await digestOf(id) }, surface));
  expect(await approve(first, MESSAGE)).toEqual([]);
  expect(await approve(second, HOME)).toEqual(['home']);
  expect(await approve(second, HOME)).toEqual(['say', 'home']);
});

test('a reason given from Home shows Home anew, one from a message closes the form', async () => {
  for (const home of [true, false]) {
    const id = await asked(deps, { idempotencyKey: `reason ${home}` });
    const about = { asks: 'reject-approval', id, digest: await digestOf(id), home } as const;
    const words = { reason: 'Wrong customer', suggestion: '' };
    const submission = { kind: 'reason', about, ...words } as const;
    const replies = await onSubmission(deps, { kind: 'submission', ...from, submission });
    expect(kinds(replies)).toEqual(home ? ['home'] : []);
  }
});

test.each([
  ['an approval that is not there', { kind: 'approve', id: 'apr_x', digest: 'd' }],
  ['another one to reject', { kind: 'reject', id: 'apr_x', digest: 'd' }],
  ['details of nothing', { kind: 'details', id: 'apr_x', page: 0 }],
  ['a request that is not there', { kind: 'answer-approve', id: 'req_x' }],
  ['a reason for nothing', { kind: 'reject-request', id: 'req_x' }],
  ['the key of no workflow', { kind: 'key-code', workflow: 'nowhere' }],
  ['a key to send of no workflow', { kind: 'key-send', workflow: 'nowhere' }],
] as const)('%s is refused in words', async (_name, said) => {
  const replies = await press(said);
  expect(kinds(replies)).toEqual(['say']);
  expect(words(replies)).toMatch(/^(There is no|Only )/);
});

describe('somebody of another organisation', () => {
  const outside = { ...from, by: keyOf(PEOPLE.outsider) };
  const id = 'req_1';

  test.each([
    { kind: 'new' },
    { kind: 'use', component: 'plugin/reply-drafter' },
    { kind: 'log' },
    { kind: 'answer-approve', id },
    { kind: 'ask-changes', id },
    { kind: 'reject-request', id },
  ] as const)('is refused by the button $kind, wherever it stands', async (said) => {
    for (const surface of [MESSAGE, HOME, { kind: 'modal', viewId: 'V1', hash: '' } as const]) {
      const replies = await onPress(deps, { kind: 'press', ...outside, press: said, surface });
      expect(kinds(replies)[0]).toBe('say');
      expect(words(replies)).toContain('Only ');
    }
  });

  test('opens no form by the shortcut or the command', async () => {
    const shortcut = await onShortcut(deps, { kind: 'shortcut', ...outside, shortcut: 'new' });
    expect(kinds(shortcut)).toEqual(['say']);
    for (const word of [
      { kind: 'new', need: 'draft replies' },
      { kind: 'find', query: 'draft replies' },
      { kind: 'log', subject: '' },
      { kind: 'other', typed: 'login', rest: '' },
      { kind: 'other', typed: 'login', rest: 'ABCD-EFGH-JKMN' },
      { kind: 'other', typed: 'keys', rest: '' },
    ] as const) {
      const replies = await onCommand(deps, { kind: 'command', ...outside, word });
      expect(kinds(replies)).toEqual(['say']);
      expect(words(replies)).toContain('Only people of this organisation');
    }
  });

  test('is shown no catalog by a form that was open', async () => {
    const about = { id: 'req_outside' };
    const typed = { need: 'draft replies', workflow: 'reply-helper', team: 'team-support' };
    const submission = { kind: 'need', about, ...typed } as const;
    const replies = await onSubmission(deps, { kind: 'submission', ...outside, submission });
    expect(words(replies)).toContain('Only people of this organisation');
    expect(JSON.stringify(replies)).not.toContain('reply-drafter');
  });
});

async function digestOf(id: string): Promise<string> {
  const loaded = await loadApproval(deps, id);
  return loaded?.head.state.digest ?? '';
}

import { beforeEach, describe, expect, test } from 'vitest';
import {
  afterSubmission,
  answerCommand,
  answerPress,
  answerShortcut,
  submissionAnswer,
} from '../../lib/slack/carry-out.ts';
import type { PressInput, Surface } from '../../lib/slack/read.ts';
import type { Reply } from '../../lib/slack/reply.ts';
import { closedHome } from '../../lib/slack/views/home.ts';
import { sayMessage, sayModal } from '../../lib/slack/views/refusal.ts';
import { webClient } from '../../lib/slack/web.ts';

let calls: { method: string; args: URLSearchParams }[];
beforeEach(() => {
  calls = [];
});
const fetch = async (url: string | URL | Request, init?: RequestInit) => {
  const method = String(url).split('/').at(-1) ?? '';
  calls.push({ method, args: new URLSearchParams(String(init?.body)) });
  return Response.json({ ok: true });
};
const client = webClient('xoxb-tests', { fetch });

const from = { by: 'T0YARD/U0OWNER', name: 'owner', triggerId: '1.2' };
const say: Reply = { kind: 'say', message: sayMessage('Hello.') };
const open: Reply = { kind: 'open', view: sayModal('Hello.') };
const replace: Reply = { kind: 'replace', view: sayModal('Hello.') };
const home: Reply = { kind: 'home', view: closedHome('Hello.') };
const methods = () => calls.map((call) => call.method);

describe('a command', () => {
  test('is answered in its acknowledgement, to the person alone', async () => {
    expect(await answerCommand(client, from, [say])).toMatchObject({
      response_type: 'ephemeral',
      text: 'Hello.',
    });
    expect(methods()).toEqual([]);
  });

  test('opens a modal and says nothing besides', async () => {
    expect(await answerCommand(client, from, [open])).toBeUndefined();
    expect(methods()).toEqual(['views.open']);
    expect(calls[0]?.args.get('trigger_id')).toBe('1.2');
  });
});

test('a shortcut has no conversation, so it is answered in a modal', async () => {
  await answerShortcut(client, from, [say]);
  expect(methods()).toEqual(['views.open']);
});

describe('a button', () => {
  const MESSAGE: Surface = { kind: 'message', channel: 'C1' };
  const MODAL: Surface = { kind: 'modal', viewId: 'V1', hash: 'h1' };
  const HOME: Surface = { kind: 'home' };
  const cases: [string, Surface, Reply, string[]][] = [
    ['on a message is answered there', MESSAGE, say, ['respond']],
    ['on a message opens a modal', MESSAGE, open, ['views.open']],
    ['in a modal is answered on top of it', MODAL, say, ['views.push']],
    ['in a modal opens another on top', MODAL, open, ['views.push']],
    ['in a modal replaces it', MODAL, replace, ['views.update']],
    ['on Home is answered in a modal', HOME, say, ['views.open']],
    ['on Home shows Home anew', HOME, home, ['views.publish']],
  ];
  test.each(cases)('%s', async (_name, surface, reply, expected) => {
    const input: PressInput = { kind: 'press', ...from, surface, press: { kind: 'new' } };
    const said: object[] = [];
    const respond = async (message: object) => said.push(message);
    await answerPress(client, input, { replies: [reply], respond });
    expect([...said.map(() => 'respond'), ...methods()]).toEqual(expected);
  });

  test('never replaces the message it is on', async () => {
    const input: PressInput = { kind: 'press', ...from, surface: MESSAGE, press: { kind: 'new' } };
    const said: object[] = [];
    await answerPress(client, input, { replies: [say], respond: async (one) => said.push(one) });
    expect(said).toMatchObject([{ response_type: 'ephemeral', replace_original: false }]);
  });

  test('replaces a modal only as it was seen', async () => {
    const input: PressInput = { kind: 'press', ...from, surface: MODAL, press: { kind: 'new' } };
    await answerPress(client, input, { replies: [replace], respond: async () => undefined });
    expect(calls[0]?.args.get('hash')).toBe('h1');
    expect(calls[0]?.args.get('view_id')).toBe('V1');
  });
});

describe('a form', () => {
  test.each([
    ['nothing closes it', [], undefined],
    ['field errors keep it', [{ kind: 'errors' as const, errors: { a: 'b' } }], 'errors'],
    ['a view takes its place', [replace], 'update'],
    ['a view comes on top', [open], 'push'],
    ['a message takes its place', [say], 'update'],
    ['Home does not keep it', [home], undefined],
  ])('%s', (_name, replies, action) => {
    expect(submissionAnswer(replies)?.response_action).toBe(action);
  });

  test('shows Home anew afterwards', async () => {
    await afterSubmission(client, from, [replace, home]);
    expect(methods()).toEqual(['views.publish']);
    expect(calls[0]?.args.get('user_id')).toBe('U0OWNER');
  });
});

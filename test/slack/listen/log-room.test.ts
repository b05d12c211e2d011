import { beforeAll, describe, expect, test } from 'vitest';
import { appendEvent } from '../../../lib/acts/agent-events.ts';
import { keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { logRoom, showLog } from '../../../lib/slack/listen/log-room.ts';
import type { RoomReply } from '../../../lib/slack/reply.ts';
import type { FormAt, PressAt } from '../../../lib/slack/room.ts';
import { LOG } from '../../../lib/slack/views/log-form.ts';
import { MANIFEST, registered, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { buttons, words } from '../views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await registered(deps);
  for (let n = 0; n < 25; n += 1) await registered(deps, { ...MANIFEST, purpose: `No. ${n}` });
  const claim = { key: 'run-1', kind: 'mail.sent', facts: { ticket: 4711 }, text: 'All is well' };
  await appendEvent(deps, 'reply-bot', claim);
});

const OWNER = keyOf(PEOPLE.owner);
const from = { by: OWNER, name: 'owner', triggerId: '1.2' };
const typed = (rest: string, by = OWNER) => showLog(deps, by, rest);
const lines = (replies: readonly RoomReply[]) => words(replies).match(/reply-bot/g)?.length ?? 0;

function press(action: string, value: string, surface: PressAt['surface']) {
  const answer = logRoom.presses?.[action];
  if (!answer) throw new Error(`no button ${action}`);
  return answer(deps, { ...from, value, part: '', surface });
}
const MESSAGE = { kind: 'message', channel: 'C0SUPPORT' } as const;

function submit(values: Readonly<Record<string, string>>) {
  const form = logRoom.forms?.[LOG.form];
  const fields: FormAt['fields'] = { text: (block) => values[block] ?? '', list: () => [] };
  if (!form) throw new Error('no form');
  return form(deps, { ...from, metadata: '', fields });
}

test("a workflow's log has what its agent says, marked and with its words", async () => {
  const text = words(await typed('reply-bot'));
  expect(text).toContain('The agent of reply-bot says of itself: mail.sent (ticket 4711).');
  expect(text).toContain('All is well');
});

describe('typed', () => {
  test.each([
    ['reply-bot kind agent', 'says of itself', 'changed'],
    ['workflow/reply-bot kind workflow.registered actor me', 'registered', 'says of itself'],
    ['reply-bot from 2026-11-23 to 2026-11-23 kind agent', 'says of itself', 'changed'],
    ['reply-bot to 2026-11-01', 'There are no such entries.', 'changed'],
  ])('"%s" chooses', async (rest, has, hasNot) => {
    const text = words(await typed(rest));
    expect(text).toContain(has);
    expect(text).not.toContain(hasNot);
  });
  test.each(['reply-bot kind', 'reply-bot colour red', 'reply-bot from yesterday'])(
    '"%s" is answered with how to write it',
    async (rest) => {
      expect(words(await typed(rest))).toContain('from 2026-11-01');
    },
  );
  test('what is not theirs is refused', async () => {
    expect(words(await typed('reply-bot', keyOf(PEOPLE.salesLead)))).toContain(
      'Only the owning team',
    );
  });
});

test('Older goes on where the page ended, in a message and in a modal', async () => {
  const first = await typed('reply-bot');
  expect(buttons(first)).toEqual(['Older', 'Choose Entries']);
  const [, value = ''] =
    /"value":"((?:[^"\\]|\\.)*after(?:[^"\\]|\\.)*)"/.exec(JSON.stringify(first)) ?? [];
  const carried: string = JSON.parse(`"${value}"`);
  const older = await press(LOG.older, carried, MESSAGE);
  expect(words(older)).toContain('registered workflow/reply-bot');
  expect(lines(first) + lines(older)).toBeGreaterThan(26);
  const [modal] = await press(LOG.older, carried, { kind: 'modal', viewId: 'V1', hash: 'h' });
  expect(modal).toMatchObject({ kind: 'replace' });
});

test('Choose Entries asks, and shows what was chosen', async () => {
  const [form] = await press(LOG.choose, '{"subject":"reply-bot"}', MESSAGE);
  expect(form).toMatchObject({ kind: 'open' });
  const shown = await submit({ subject: 'reply-bot', kind: 'agent' });
  expect(shown).toMatchObject([{ kind: 'replace' }]);
  expect(words(shown)).toContain('says of itself');
  expect(words(await submit({ subject: 'none' }))).toContain('no log');
});

test('a broken button leads to the own log', async () => {
  expect(words(await press(LOG.older, 'nonsense', MESSAGE))).toContain("your teams' workflows");
});

import { beforeAll, expect, test } from 'vitest';
import { showRoom } from '../../../lib/slack/listen/show-room.ts';
import { registered, stage } from '../../acts/stage.ts';
import { bots } from '../../acts/systems-kit.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { buttons, expectGoodMessage, expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await registered(deps);
  await bots(deps, 6);
});

test.each([
  ['show reply-bot', 'Owner <@', ['Edit', 'Show the Log', 'Retire…']],
  ['show workflow/reply-bot', 'Owner <@', ['Edit', 'Show the Log', 'Retire…']],
  ['show plugin/reply-drafter', 'Used by 7 AI workflows', ['Use This', 'Who Uses It']],
  ['show connector/crm-readonly', 'Scopes side by side', ['Who Uses It', 'Next Page']],
])('"%s"', async (text, says, labels) => {
  expect(Object.keys(showRoom.words ?? {})).toEqual(['show']);
  const [reply] = await typed(deps, OWNER, text);
  if (reply?.kind !== 'say') throw new Error('no message');
  expectGoodMessage(reply.message);
  expect(words(reply)).toContain(says);
  expect(buttons(reply)).toEqual(labels);
});

test.each([
  ['show none', OWNER, 'For a catalog entry write its kind too: plugin/none'],
  ['show plugin/none', OWNER, 'no plugin/none in the catalog'],
  ['show house/none', OWNER, 'no kind "house"'],
  ['show reply-bot', OUTSIDER, 'people of this organisation'],
  ['show connector/crm-readonly', OUTSIDER, 'people of this organisation'],
  ['show', OUTSIDER, 'people of this organisation'],
])('"%s" is refused in one sentence', async (text, by, says) => {
  expect(words(await typed(deps, by, text))).toContain(says);
});

test('without a name a form asks for it, and says at its field what is wrong', async () => {
  const [form] = await typed(deps, OWNER, 'show');
  if (form?.kind !== 'open') throw new Error('no form');
  expectGoodView(form.view);
  const pick = { callback: 'show_pick', metadata: '' };
  const name = (value: string) => ({ name: { type: 'plain_text_input', value } });
  expect(await submitted(deps, OWNER, pick)).toMatchObject([{ kind: 'errors' }]);
  expect(await submitted(deps, OWNER, pick, name('none'))).toMatchObject([{ kind: 'errors' }]);
  expect(words(await submitted(deps, OWNER, pick, name('reply-bot')))).toContain('*reply-bot*');
});

test('its buttons lead on: log, who uses it, more scopes', async () => {
  const press = (action: string, value: string, by = OWNER) =>
    pressed(deps, by, { action, value }).then(words);
  expect(await press('show_log', 'reply-bot')).toContain('reply-bot');
  expect(await press('show_who', 'skill/tone-brand-voice')).toContain('Who depends on');
  expect(await press('show_scopes', 'connector/crm-readonly|5')).toContain('*reply-bot*');
  expect(await press('show_scopes', 'connector/crm-readonly|x')).toContain('none of ours');
  expect(await press('show_log', 'reply-bot', SALES_LEAD)).toContain('Only the owning team');
});

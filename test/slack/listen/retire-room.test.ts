import { beforeEach, expect, test } from 'vitest';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { retireRoom } from '../../../lib/slack/listen/retire-room.ts';
import { registered, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

const status = async () => (await loadWorkflow(deps, 'reply-bot'))?.state.status;
const form = { callback: 'retire_form', metadata: 'reply-bot' };
const why = (value: string) => ({ reason: { type: 'plain_text_input', value } });

test('retiring asks why, says what ends, and happens once', async () => {
  expect(Object.keys(retireRoom.words ?? {})).toEqual(['retire']);
  const [opened] = await typed(deps, OWNER, 'retire reply-bot');
  if (opened?.kind !== 'open') throw new Error('no form');
  expectGoodView(opened.view);
  expect(words(opened)).toContain('Its keys, its webhook and its access end at once');
  expect(await submitted(deps, OWNER, form, why(''))).toMatchObject([{ kind: 'errors' }]);
  expect(words(await submitted(deps, OWNER, form, why('It is replaced.')))).toContain('is retired');
  expect(await status()).toBe('retired');
  expect(words(await typed(deps, OWNER, 'retire reply-bot'))).toContain('is retired already');
  expect(words(await typed(deps, OWNER, 'show reply-bot'))).toContain('It is replaced.');
  expect(words(await typed(deps, OWNER, 'list status retired'))).toContain('reply-bot');
});

test('the button on its page opens the form', async () => {
  expect(words(await typed(deps, OWNER, 'show reply-bot'))).toContain('Retire…');
  expect(words(await typed(deps, SALES_LEAD, 'show reply-bot'))).not.toContain('Retire…');
  const press = { action: 'retire_open', value: 'reply-bot' };
  expect(words(await pressed(deps, OWNER, press))).toContain('Why?');
});

test('without a name a picker offers what runs', async () => {
  const [picker] = await typed(deps, OWNER, 'retire');
  expect(words(picker)).toContain('reply-bot');
  const pick = { callback: 'retire_pick', metadata: '' };
  const chosen = { type: 'static_select', selected_option: { value: 'reply-bot' } };
  expect(words(await submitted(deps, OWNER, pick, { workflow: chosen }))).toContain('Why?');
  expect(await submitted(deps, OWNER, pick)).toMatchObject([{ kind: 'errors' }]);
  await submitted(deps, OWNER, form, why('It is replaced.'));
  expect(words(await typed(deps, OWNER, 'retire'))).toContain('no AI workflow');
  const again = await submitted(deps, OWNER, pick, { workflow: chosen });
  expect(words(again)).toContain('is retired already');
});

test.each([
  ['retire reply-bot', SALES_LEAD, 'Only the workflow'],
  ['retire none', OWNER, 'There is no workflow'],
  ['retire No Such Name', OWNER, 'There is no workflow'],
  ['retire', OUTSIDER, 'people of this organisation'],
])('"%s" is refused in one sentence', async (text, by, says) => {
  expect(words(await typed(deps, by, text))).toContain(says);
});

test('who may not is told so at the form too', async () => {
  expect(words(await submitted(deps, SALES_LEAD, form, why('x')))).toContain('Only the workflow');
});

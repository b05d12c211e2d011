import { beforeEach, expect, test } from 'vitest';
import { carryNotice } from '../../../lib/acts/notice-carry.ts';
import { loadNotice } from '../../../lib/acts/notice-store.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { noticeRoom } from '../../../lib/slack/listen/notice-room.ts';
import { told } from '../../acts/notice-kit.ts';
import { registered, stage } from '../../acts/stage.ts';
import { bots } from '../../acts/systems-kit.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, AUDITOR, OWNER } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

const field = (value: string) => ({ type: 'plain_text_input', value });
const filled = (system: string, what: string, link = '') => ({
  system: field(system),
  what: field(what),
  link: field(link),
});
const write = { callback: 'notice_write', metadata: 'ntc_1' };

test('from the form over the preview to the owners', async () => {
  expect(Object.keys(noticeRoom.words ?? {})).toEqual(['notice']);
  const [form] = await typed(deps, ADMIN, 'notice CRM');
  if (form?.kind !== 'open') throw new Error('no form');
  expect(form.view.private_metadata).toMatch(/^ntc_/);
  const [preview] = await submitted(deps, ADMIN, write, filled('CRM', 'New screens.'));
  if (preview?.kind !== 'replace') throw new Error('no preview');
  expectGoodView(preview.view);
  expect(words(preview.view)).toContain('1 person gets one message.');
  expect(await loadNotice(deps, 'ntc_1')).toBeUndefined();
  const metadata = preview.view.private_metadata ?? '';
  const sent = await submitted(deps, ADMIN, { callback: 'notice_send', metadata });
  expect(words(sent)).toContain('told within a minute');
  expect((await loadNotice(deps, 'ntc_1'))?.state).toMatchObject({ what: 'New screens.' });
  await carryNotice(deps, 'ntc_1');
});

test.each([
  [filled('mail', 'x'), 'system'],
  [filled(' ', 'x'), 'system'],
  [filled('crm', ''), 'what'],
  [filled('crm', 'x', 'ftp://x'), 'link'],
  [filled('crm', '\\'.repeat(1000), `https://${'a'.repeat(1800)}`), 'what'],
])('%j is refused at its field', async (state, at) => {
  const [errors] = await submitted(deps, ADMIN, write, state);
  if (errors?.kind !== 'errors') throw new Error(JSON.stringify(errors));
  expect(Object.keys(errors.errors)).toEqual([at]);
});

test('is for platform admins, from the word to the sending', async () => {
  expect(words(await typed(deps, AUDITOR, 'notice CRM'))).toContain('Only platform admins');
  expect(words(await submitted(deps, OWNER, write, filled('crm', 'x')))).toContain('Only platform');
  const metadata = JSON.stringify({ id: 'ntc_1', system: 'crm', what: 'x' });
  const send = { callback: 'notice_send', metadata };
  expect(words(await submitted(deps, OWNER, send))).toContain('Only platform admins');
  expect(words(await submitted(deps, ADMIN, { ...send, metadata: '{' }))).toContain(
    'older version',
  );
});

test('an owner answers in the message, and on the pages of all of theirs', async () => {
  await bots(deps, 12);
  await told(deps);
  const value = `ntc_1|${OWNER}|reply-bot`;
  expect(await pressed(deps, OWNER, { action: 'notice_answer:works', value })).toEqual([]);
  const pause = { action: 'notice_answer:paused', value: `ntc_1|${OWNER}|bot-00` };
  const [page] = await pressed(deps, OWNER, pause, 'modal');
  expect(page?.kind).toBe('replace');
  expect((await loadWorkflow(deps, 'bot-00'))?.state.status).toBe('paused');
  const list = { action: 'notice_list', value: `ntc_1|${OWNER}|0` };
  const [all] = await pressed(deps, OWNER, list);
  if (all?.kind !== 'open') throw new Error('no list');
  expectGoodView(all.view);
  expect(words(await pressed(deps, ADMIN, list))).toContain('somebody else');
  const none = { ...list, value: `ntc_9|${OWNER}|0` };
  expect(words(await pressed(deps, OWNER, none))).toContain('no notice');
});

test.each([
  ['notice_answer:odd', `ntc_1|${OWNER}|reply-bot`],
  ['notice_answer:works', 'ntc_1|nobody|reply-bot'],
  ['notice_list', 'ntc_1|nobody|0'],
])('an old button %s %s is named as one', async (action, value) => {
  expect(words(await pressed(deps, OWNER, { action, value }))).toContain('older version');
});

test('the platform reads the answers, tells new owners and closes', async () => {
  await told(deps);
  const answers = { action: 'notice_answers', value: 'ntc_1|0' };
  expect(words(await pressed(deps, AUDITOR, answers))).toContain('no answer yet from');
  expect((await pressed(deps, ADMIN, answers, 'modal'))[0]?.kind).toBe('replace');
  expect(words(await pressed(deps, OWNER, answers))).toContain('Only auditors');
  expect(await pressed(deps, ADMIN, { action: 'notice_again', value: 'ntc_1' })).toEqual([]);
  expect(words(await pressed(deps, OWNER, { action: 'notice_again', value: 'ntc_1' }))).toContain(
    'Only',
  );
  expect(await pressed(deps, ADMIN, { action: 'notice_close', value: 'ntc_1' })).toEqual([]);
  expect(words(await pressed(deps, ADMIN, { action: 'notice_close', value: 'ntc_9' }))).toContain(
    'no notice',
  );
  const value = `ntc_1|${OWNER}|reply-bot`;
  expect(words(await pressed(deps, OWNER, { action: 'notice_answer:works', value }))).toContain(
    'closed',
  );
});

import { beforeEach, expect, test } from 'vitest';
import { lease } from '../../../lib/acts/lease.ts';
import { loadWidePauses } from '../../../lib/acts/wide-pause.ts';
import { widePauseRoom } from '../../../lib/slack/listen/wide-pause-room.ts';
import { declare, mailing, TOKEN } from '../../acts/lease-kit.ts';
import { secondAdmin } from '../../acts/settings-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await mailing(deps);
  await declare(deps, 'mailer', TOKEN);
});

const form = { callback: 'wide_pause_form', metadata: 'connector/mailer' };
const resume = { callback: 'wide_resume_form', metadata: 'connector/mailer' };
const why = (value: string) => ({ reason: { type: 'plain_text_input', value } });
const paused = async () => (await loadWidePauses(deps)).state.pauses;

test('a connector is paused with a reason, what is out is listed, a second admin ends it', async () => {
  expect(Object.keys(widePauseRoom.words ?? {})).toEqual(['pauses']);
  await lease(deps, 'reply-bot', { connector: 'mailer' });
  const [opened] = await typed(deps, ADMIN, 'pause connector/mailer');
  if (opened?.kind !== 'open') throw new Error('no form');
  expectGoodView(opened.view);
  expect(words(opened)).toContain('1 AI workflow will get no credentials');
  expect(await submitted(deps, ADMIN, form, why(''))).toMatchObject([{ kind: 'errors' }]);
  const done = words(await submitted(deps, ADMIN, form, why('The vendor leaks.')));
  expect(done).toMatch(/Still works:.*reply-bot.*mailer/s);
  expect(await paused()).toMatchObject([{ what: 'connector', name: 'mailer' }]);
  expect(words(await typed(deps, OWNER, 'pauses'))).toContain('The vendor leaks.');
  expect(words(await submitted(deps, ADMIN, resume))).toContain('another platform admin');
  await secondAdmin(deps, ADMIN, COLLEAGUE);
  const press = { action: 'wide_resume_open', value: 'connector/mailer' };
  expect(words(await pressed(deps, COLLEAGUE, press))).toContain('The vendor leaks.');
  expect(words(await submitted(deps, COLLEAGUE, resume))).toContain('goes on');
  expect(await paused()).toEqual([]);
  expect(words(await typed(deps, OWNER, 'pauses'))).toContain('Nothing is paused for all');
});

test('a system is paused as releases write it', async () => {
  const [opened] = await typed(deps, ADMIN, 'pause system/MAIL');
  if (opened?.kind !== 'open') throw new Error('no form');
  expect(opened.view.private_metadata).toBe('system/mail');
  const named = { ...form, metadata: 'system/mail' };
  await submitted(deps, ADMIN, named, why('It is down.'));
  expect(await lease(deps, 'reply-bot', { connector: 'mailer' })).toMatchObject({
    why: 'paused-widely',
  });
  expect(words(await typed(deps, ADMIN, 'resume system/Mail'))).toContain('It is down.');
});

test.each([
  ['pause connector/mailer', COLLEAGUE, 'Only'],
  ['pause team/no-such-team', ADMIN, 'There is no team'],
  ['resume connector/mailer', ADMIN, 'is not paused'],
  ['pauses', OUTSIDER, 'people of this organisation'],
])('"%s" is refused in one sentence', async (text, by, says) => {
  expect(words(await typed(deps, by, text))).toContain(says);
});

test('what is from an older version, or not theirs, is said at the form too', async () => {
  const old = { ...form, metadata: 'planet/earth' };
  expect(words(await submitted(deps, ADMIN, old, why('x')))).toContain('older version');
  const gone = { ...resume, metadata: 'planet/earth' };
  expect(words(await submitted(deps, ADMIN, gone))).toContain('older version');
  const press = { action: 'wide_resume_open', value: 'planet/earth' };
  expect(words(await pressed(deps, ADMIN, press))).toContain('older version');
  expect(words(await submitted(deps, COLLEAGUE, form, why('x')))).toContain('Only');
});

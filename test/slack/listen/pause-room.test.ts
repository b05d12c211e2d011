import { beforeEach, expect, test } from 'vitest';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { pauseRoom } from '../../../lib/slack/listen/pause-room.ts';
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
const pause = { callback: 'pause_form', metadata: 'reply-bot' };
const why = (value: string) => ({ reason: { type: 'plain_text_input', value } });

async function pauseIt(reason: string) {
  return submitted(deps, OWNER, pause, why(reason));
}

test('pausing asks why, pauses, and resuming lets it run again', async () => {
  expect(Object.keys(pauseRoom.words ?? {})).toEqual(['pause', 'resume']);
  const [form] = await typed(deps, OWNER, 'pause reply-bot');
  if (form?.kind !== 'open') throw new Error('no form');
  expectGoodView(form.view);
  expect(await pauseIt('')).toMatchObject([{ kind: 'errors' }]);
  expect(words(await pauseIt('It loops.'))).toContain('is paused');
  expect(await status()).toBe('paused');
  const resume = await pressed(deps, OWNER, { action: 'resume_open', value: 'reply-bot' });
  expect(words(resume)).toContain('It loops.');
  const done = await submitted(deps, OWNER, { callback: 'resume_form', metadata: 'reply-bot' });
  expect(words(done)).toContain('is active again');
  expect(await status()).toBe('active');
});

test('without a name a picker offers what fits', async () => {
  expect(words(await typed(deps, OWNER, 'resume'))).toContain(
    'None of your AI workflows is paused.',
  );
  const [picker] = await typed(deps, OWNER, 'pause');
  expect(picker?.kind).toBe('open');
  const chosen = { type: 'static_select', selected_option: { value: 'reply-bot' } };
  const pick = { callback: 'pause_pick', metadata: 'pause' };
  expect(words(await submitted(deps, OWNER, pick, { workflow: chosen }))).toContain(
    'It stops at once',
  );
  expect(await submitted(deps, OWNER, pick)).toMatchObject([{ kind: 'errors' }]);
  const resume = { ...pick, metadata: 'resume' };
  expect(words(await submitted(deps, OWNER, resume, { workflow: chosen }))).toContain(
    'is not paused',
  );
  const old = { ...pick, metadata: 'other' };
  expect(words(await submitted(deps, OWNER, old))).toContain('older version');
});

test.each([
  ['pause reply-bot', SALES_LEAD, 'Only the workflow'],
  ['pause none', OWNER, 'There is no workflow'],
  ['pause No Such Name', OWNER, 'There is no workflow'],
  ['resume reply-bot', OWNER, 'is not paused'],
  ['pause', OUTSIDER, 'people of this organisation'],
])('"%s" is refused in one sentence', async (text, by, says) => {
  expect(words(await typed(deps, by, text))).toContain(says);
});

test('who may not is told so at the form too', async () => {
  const [answer] = await submitted(deps, SALES_LEAD, pause, why('x'));
  expect(words(answer)).toContain('Only the workflow');
  const resume = { callback: 'resume_form', metadata: 'reply-bot' };
  expect(words(await submitted(deps, OWNER, resume))).toContain('is not paused');
  const press = { action: 'pause_open', value: 'reply-bot' };
  expect(words(await pressed(deps, OWNER, press))).toContain('It stops at once');
});

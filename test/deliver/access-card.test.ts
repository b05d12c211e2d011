import { beforeEach, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/access-answer.ts';
import { takeBackAccess } from '../../lib/acts/access-back.ts';
import { lapseGrants } from '../../lib/acts/access-due.ts';
import { renderAccess, renderGrantNotice } from '../../lib/deliver/access-card.ts';
import { render } from '../../lib/deliver/render.ts';
import { askedFor, billed, given, WRITE } from '../acts/access-kit.ts';
import { who } from '../acts/proposing.ts';
import { stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { buttons, words } from '../slack/views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await billed(deps);
});

test('the platform is asked; whoever asked is told, each in place', async () => {
  const { id } = await askedFor(deps);
  const subject = `access/${id}`;
  const card = await render(deps, { what: 'access-card', subject, place: 'C0PLATFORM' });
  expect(card).toMatchObject({ kind: 'card', version: 1 });
  expect(buttons(card)).toContain('Grant for 30 Days');
  await answerRequest(deps, who.admin, id, { wants: [], reason: 'Not this quarter.' });
  const after = await renderAccess(deps, id, 'C0PLATFORM');
  expect(after).toMatchObject({ version: 2, text: expect.stringContaining('Refused') });
  const told = await renderAccess(deps, id, 'U0OWNER');
  expect(words(told)).toContain('Not this quarter.');
  expect(buttons(told)).toEqual(['Ask Again']);
});

test('what was taken back is told with its reason', async () => {
  await given(deps);
  const taking = { workflow: 'reply-bot', wants: [WRITE], reason: 'It pays the wrong people.' };
  const outcome = await takeBackAccess(deps, who.admin, taking);
  if (outcome.kind !== 'taken') throw new Error(outcome.say);
  const told = await renderAccess(deps, outcome.request.id, 'U0OWNER');
  expect(words(told)).toContain('It pays the wrong people.');
});

test('an owner is told what ends, and nothing once it was renewed', async () => {
  await given(deps, { until: '2026-11-30' });
  deps.pass(9 * 24 * 60);
  await lapseGrants(deps, 'reply-bot');
  const row = (await unsent(deps)).find((one) => one.what === 'grant-notice');
  if (!row) throw new Error('nobody is told');
  const told = await render(deps, row);
  expect(words(told)).toContain('billing.write of billing');
  expect(buttons(told)).toEqual(['Ask to Renew']);
  await given(deps);
  expect(await render(deps, row)).toEqual({ kind: 'nothing' });
});

test('what is gone is nothing', async () => {
  expect(await renderAccess(deps, 'acc_none', 'C1')).toEqual({ kind: 'nothing' });
  expect(await renderGrantNotice(deps, 'grant-notice/nobody/ended/x')).toEqual({ kind: 'nothing' });
});

import { beforeEach, expect, test } from 'vitest';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { noteHealth } from '../../lib/deliver/webhook-health.ts';
import { renderWebhookTrouble } from '../../lib/deliver/webhook-trouble.ts';
import { registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { hooked } from './webhook-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  await hooked(deps);
});

async function note(verdict: 'done' | 'gone' | 'again') {
  const head = await loadWorkflow(deps, 'reply-bot');
  if (!head) throw new Error('no workflow');
  await noteHealth(deps, head.state, { verdict, dead: true });
}

async function rendered() {
  const rows = (await unsent(deps)).filter(({ what }) => what === 'webhook-trouble');
  return Promise.all(rows.map(({ subject }) => renderWebhookTrouble(deps, subject)));
}

test('says what is wrong', async () => {
  await note('again');
  expect(await rendered()).toMatchObject([
    { kind: 'card', text: expect.stringContaining('does not answer') },
  ]);
});

test('says that it is gone, and not the same trouble besides', async () => {
  await note('again');
  await note('gone');
  expect(await rendered()).toMatchObject([
    { kind: 'nothing' },
    { kind: 'card', text: expect.stringContaining('is gone') },
  ]);
});

test('says nothing once all is well again, or it was set anew', async () => {
  await note('again');
  await note('done');
  expect(await rendered()).toEqual([{ kind: 'nothing' }]);
  deps.pass(1);
  await note('gone');
  await hooked(deps);
  expect(await rendered()).toEqual([{ kind: 'nothing' }, { kind: 'nothing' }]);
});

test('a workflow that is not there is nothing', async () => {
  const subject = 'webhook-trouble/none#whk_1#2026-11-23T09:00:00.000Z';
  expect(await renderWebhookTrouble(deps, subject)).toEqual({ kind: 'nothing' });
});

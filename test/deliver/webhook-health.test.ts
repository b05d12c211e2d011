import { beforeEach, expect, test } from 'vitest';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { healthOf } from '../../lib/acts/webhook-deliveries.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { noteHealth } from '../../lib/deliver/webhook-health.ts';
import { registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { fakeSlack } from './fake-slack.ts';
import { hooked } from './webhook-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  await hooked(deps);
});

async function workflow() {
  const head = await loadWorkflow(deps, 'reply-bot');
  if (!head) throw new Error('no workflow');
  return head.state;
}
const note = async (verdict: 'done' | 'gone' | 'again', dead = false) =>
  noteHealth(deps, await workflow(), { verdict, dead });
const health = async () => healthOf(deps, await workflow());
const told = async () => (await unsent(deps)).filter(({ what }) => what === 'webhook-trouble');

test('while all goes well, nothing is written', async () => {
  await note('done');
  expect(await health()).toBeUndefined();
});

test('an hour of trouble is told the owner once, and the next one again', async () => {
  const since = deps.now();
  await note('again');
  expect(await health()).toMatchObject({ failingSince: since });
  expect(await told()).toEqual([]);
  deps.pass(60);
  await note('again');
  await note('again', true);
  expect(await told()).toMatchObject([{ place: 'U0OWNER', lane: 'interactive' }]);
  await note('done');
  expect((await health())?.failingSince).toBeUndefined();
  deps.pass(1);
  await note('again');
  deps.pass(60);
  await note('again');
  expect(await told()).toHaveLength(2);
});

test('what is given up is told at once', async () => {
  await note('again', true);
  expect(await told()).toHaveLength(1);
});

test('that the receiver is gone is told, also where its trouble was', async () => {
  await note('again', true);
  await note('gone', true);
  await note('gone', true);
  expect(await told()).toHaveLength(2);
  expect(await health()).toMatchObject({ goneAt: deps.now(), told: true });
});

test('two who note the same trouble at once tell of it once', async () => {
  await note('again');
  deps.pass(60);
  await Promise.all([note('again'), note('again', true), note('again')]);
  expect(await told()).toHaveLength(1);
  expect(await health()).toMatchObject({ told: true });
});

test('a workflow without a webhook has no health', async () => {
  const { webhook: _, ...without } = await workflow();
  await noteHealth(deps, without, { verdict: 'again', dead: true });
  expect(await told()).toEqual([]);
});

test('the owner reads it in a message of their own', async () => {
  const slack = fakeSlack();
  await note('again', true);
  for (const row of await told()) await deliver(deps, slack, row.id);
  expect(JSON.stringify(slack.messages)).toContain('Your webhook of reply-bot does not answer.');
});

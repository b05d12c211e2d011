import { beforeEach, expect, test } from 'vitest';
import { finishChange } from '../../lib/acts/change.ts';
import { answerPlannedChange } from '../../lib/acts/change-answer.ts';
import { carryChange } from '../../lib/acts/change-carry.ts';
import { renderChange, renderChangeAsk } from '../../lib/deliver/change.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { announced } from '../acts/changing.ts';
import { MANIFEST, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
let slack: FakeSlack;
beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  await registered(deps);
  await announced(deps);
  await carryChange(deps, 'chg_1');
});

const ASK = `change-ask/chg_1/${OWNER}`;
const draw = () => renderChangeAsk(deps, ASK, 'U0OWNER');
const all = () => JSON.stringify(slack.messages);

async function deliverAll() {
  for (const row of await unsent(deps)) await deliver(deps, slack, row.id);
}

async function movedOn() {
  const [plugin, , skill] = MANIFEST.uses;
  const uses = [plugin, skill].filter((use) => use !== undefined);
  await registered(deps, { ...MANIFEST, uses });
}

test('the owner gets one message and the proposer one card, and both change in place', async () => {
  await deliverAll();
  expect(slack.messages.map((one) => one.place).sort()).toEqual(['U0ADMIN', 'U0OWNER']);
  const reason = 'Our night run.';
  await answerPlannedChange(deps, OWNER, { change: 'chg_1', says: 'breaks', reason });
  await deliverAll();
  expect(slack.messages).toHaveLength(2);
  expect(all()).toContain('Breaks: 1');
  expect(all()).toContain(reason);
  await finishChange(deps, ADMIN, 'chg_1', 'withdrawn');
  await carryChange(deps, 'chg_1');
  await deliverAll();
  expect(slack.messages).toHaveLength(2);
  expect(all()).toContain('It does not happen.');
});

test('whose workflow moved on before it was delivered is not bothered', async () => {
  await movedOn();
  expect(await draw()).toEqual({ kind: 'nothing' });
});

test('whose workflow moved on afterwards reads that nothing is left', async () => {
  await deliverAll();
  await answerPlannedChange(deps, OWNER, { change: 'chg_1', says: 'seen', reason: '' });
  await movedOn();
  expect(await draw()).toMatchObject({ text: expect.stringContaining('Nothing of yours') });
});

test('nobody hears of the end of what they never heard of', async () => {
  await finishChange(deps, ADMIN, 'chg_1', 'withdrawn');
  await carryChange(deps, 'chg_1');
  expect(await draw()).toEqual({ kind: 'nothing' });
});

test('a change that is not there is nothing, a row about something else a bug', async () => {
  expect(await renderChange(deps, 'chg_9')).toEqual({ kind: 'nothing' });
  expect(await renderChangeAsk(deps, `change-ask/chg_9/${OWNER}`, 'U0OWNER')).toEqual({
    kind: 'nothing',
  });
  await expect(renderChangeAsk(deps, 'workflow/x', 'U0OWNER')).rejects.toThrow('names nobody');
});

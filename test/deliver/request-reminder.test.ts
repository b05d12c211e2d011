import { beforeEach, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/answer-request.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { drain } from '../../lib/deliver/drain.ts';
import { renderReminder } from '../../lib/deliver/request-reminder.ts';
import { NEED, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
const DAY = 24 * 60;
let deps: TestDeps;
let slack: FakeSlack;
beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  await fileRequest(deps, NEED, 'nothing fits');
  await send();
});

async function send(): Promise<void> {
  await drain(deps, slack, { lane: 'interactive', most: 100 });
  await drain(deps, slack, { lane: 'bulk', most: 100 });
}

test('each reminder is a message of its own, which people notice; the card stays where it is', async () => {
  for (const days of [2, 1]) {
    deps.pass(days * DAY);
    await sweepDue(deps);
    await send();
  }
  expect(await unsent(deps)).toEqual([]);
  expect(slack.messages.map((one) => one.text.slice(0, 8))).toEqual([
    'team-sup',
    'Overdue:',
    'Overdue:',
  ]);
});

test('it says since when, the place, and has the answers on it', async () => {
  deps.pass(2 * DAY);
  await sweepDue(deps);
  const row = (await unsent(deps))[0]?.subject ?? '';
  const card = await renderReminder(deps, row);
  const text = JSON.stringify(card);
  expect(text).toContain('Overdue: team-support asks for a new AI workflow: parcel-sorter');
  expect(text).toContain('place 1 of 1');
  expect(text).toContain('request_approve');
});

test('a request that was answered meanwhile is not reminded of', async () => {
  deps.pass(2 * DAY);
  await sweepDue(deps);
  await answerRequest(deps, ADMIN, 'req_1', { state: 'approved', reason: '', name: 'admin' });
  await send();
  expect(slack.messages.filter((one) => one.text.startsWith('Overdue'))).toEqual([]);
  expect(await renderReminder(deps, 'request-reminder/req_1/x')).toEqual({ kind: 'nothing' });
  expect(await renderReminder(deps, 'request-reminder/none/x')).toEqual({ kind: 'nothing' });
});

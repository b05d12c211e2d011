import { beforeEach, expect, test } from 'vitest';
import { withdrawAsked } from '../../lib/acts/extension-answer.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { drain } from '../../lib/deliver/drain.ts';
import {
  renderExtension,
  renderExtensionAnswer,
  renderExtensionReminder,
} from '../../lib/deliver/extension-card.ts';
import { askedOwner, released, SAY, said } from '../acts/extending.ts';
import { stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
const DAY = 24 * 60;
let deps: TestDeps;
let slack: FakeSlack;
beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  await askedOwner(deps);
  await send();
});

async function send(): Promise<void> {
  await drain(deps, slack, { lane: 'interactive', most: 100 });
  await drain(deps, slack, { lane: 'bulk', most: 100 });
  expect(await unsent(deps)).toEqual([]);
}
const inPlace = (place: string) => slack.messages.filter((one) => one.place === place);

test('the owner’s card is one message for all its life; each answer is one of its own', async () => {
  await said(deps, SAY.plan);
  await send();
  deps.pass(60);
  await released(deps);
  await said(deps, SAY.release);
  await send();
  const card = inPlace('C0PLATFORM');
  expect(card).toHaveLength(1);
  expect(card[0]?.text).toContain('Released as 3.3.0');
  const told = inPlace('U0OWNER').map((one) => one.text);
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('There is a newer answer below.');
  expect(told[1]).toContain('The owner released what you asked for');
});

test('a reminder is a message of its own, and nothing once it is answered', async () => {
  deps.pass(2 * DAY);
  await sweepDue(deps);
  await send();
  expect(inPlace('C0PLATFORM').map((one) => one.text.slice(0, 8))).toEqual([
    'team-sup',
    'Overdue:',
  ]);
  await withdrawAsked(deps, OWNER, 'ext_1');
  expect(await renderExtensionReminder(deps, 'extension-reminder/ext_1/x')).toEqual({
    kind: 'nothing',
  });
});

test('of what is not there nothing is drawn; a row of another kind is a bug', async () => {
  const nothing = { kind: 'nothing' };
  expect(await renderExtension(deps, 'extension/ext_none')).toEqual(nothing);
  expect(await renderExtensionAnswer(deps, 'extension-answer/ext_none/1')).toEqual(nothing);
  expect(await renderExtensionReminder(deps, 'extension-reminder/ext_none/x')).toEqual(nothing);
  await expect(renderExtension(deps, 'request/req_1')).rejects.toThrow('about an extension');
});

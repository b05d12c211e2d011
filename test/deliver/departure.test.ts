import { beforeEach, expect, test } from 'vitest';
import { refuseOrphan, takeWorkflow } from '../../lib/acts/departure.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { renderDeparture } from '../../lib/deliver/departure.ts';
import { AT, orphaned } from '../acts/departure-kit.ts';
import { stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
let slack: FakeSlack;
beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  await orphaned(deps);
});

async function deliverAll() {
  for (const row of await unsent(deps)) {
    if (row.what === 'departure-ask') await deliver(deps, slack, row.id);
  }
}

test('each who is asked gets one message, and all of them change in place', async () => {
  await deliverAll();
  expect(slack.messages).toHaveLength(1);
  await refuseOrphan(deps, OWNER, AT);
  await deliverAll();
  expect(slack.messages).toHaveLength(2);
  await takeWorkflow(deps, OWNER, AT);
  await deliverAll();
  expect(slack.messages).toHaveLength(2);
  for (const message of slack.messages) expect(JSON.stringify(message)).toContain('taken by');
});

test('what is not there is nothing, and a row that names nobody is a bug', async () => {
  const render = (subject: string) => renderDeparture(deps, subject, 'U0OWNER');
  expect(await render(`departure-ask/${deps.now()}/T0YARD/U0NOBODY`)).toEqual({ kind: 'nothing' });
  expect(await render(`departure-ask/2020/${COLLEAGUE}`)).toEqual({ kind: 'nothing' });
  await expect(render('departure/x')).rejects.toThrow('names nobody');
});

import { beforeEach, expect, test } from 'vitest';
import { remindOfBreakGlass, reviewBreakGlass } from '../../lib/acts/break-glass-review.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { renderBreakGlass, renderBreakGlassReminder } from '../../lib/deliver/break-glass.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { broken, REASON } from '../acts/break-glass-kit.ts';
import { asked, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { AUDITOR } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
let slack: FakeSlack;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  approval = await asked(deps, await registered(deps));
  await broken(deps, approval);
});

async function deliverAll(): Promise<void> {
  for (const row of await unsent(deps)) {
    if (row.what.startsWith('break-glass')) await deliver(deps, slack, row.id);
  }
}
const said = { verdict: 'justified', text: 'Nobody else could be reached.' } as const;

test('everybody gets one card, and the review changes it in place', async () => {
  await deliverAll();
  expect(slack.messages).toHaveLength(4);
  expect(JSON.stringify(slack.messages)).toContain(REASON);
  await reviewBreakGlass(deps, AUDITOR, approval.id, said);
  await deliverAll();
  expect(slack.messages).toHaveLength(4);
  for (const message of slack.messages) expect(JSON.stringify(message)).toContain(said.text);
});

test('a reminder is a message of its own, and nothing once it is reviewed', async () => {
  deps.pass(24 * 60);
  await remindOfBreakGlass(deps, approval.id);
  const [row] = (await unsent(deps)).filter((one) => one.what === 'break-glass-reminder');
  expect(await renderBreakGlassReminder(deps, row?.subject ?? '')).toMatchObject({ kind: 'card' });
  await reviewBreakGlass(deps, AUDITOR, approval.id, said);
  expect(await renderBreakGlassReminder(deps, row?.subject ?? '')).toEqual({ kind: 'nothing' });
});

test('nothing is shown of what nobody broke', async () => {
  expect(await renderBreakGlass(deps, 'apr_none')).toEqual({ kind: 'nothing' });
});

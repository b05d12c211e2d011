import { beforeEach, expect, test } from 'vitest';
import { withdrawApproval } from '../../lib/acts/withdraw.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { hooked } from '../deliver/webhook-kit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { approved, consume } from './aftermath-kit.ts';
import { asked, breaks, exported, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await registered(deps));
});

const withdraw = (workflow = 'reply-bot') => withdrawApproval(deps, workflow, approval.id);

test('a waiting request is withdrawn by its workflow: cancelled, told, counted, and never run', async () => {
  await hooked(deps);
  expect(await withdraw()).toMatchObject({
    kind: 'withdrawn',
    approval: { end: { ending: 'cancelled', why: 'withdrawn' } },
  });
  expect(await withdraw()).toMatchObject({ kind: 'withdrawn' });
  expect(await kindsOf(deps, `approval/${approval.id}`)).toEqual([
    'approval.asked',
    'approval.cancelled',
  ]);
  const [event] = (await exported(deps))
    .map((line) => JSON.parse(JSON.parse(line).event))
    .filter((one) => one.kind === 'approval.cancelled');
  expect(event).toMatchObject({
    actor: { kind: 'workflow', id: 'reply-bot' },
    data: { why: 'withdrawn' },
  });
  expect((await unsent(deps)).filter((row) => row.what === 'webhook')).toHaveLength(1);
  expect(await consume(deps, approval)).toMatchObject({ why: 'cancelled' });
  expect(await breaks(deps)).toEqual([]);
});

test('what is approved has ended, and is left unused instead', async () => {
  await approved(deps, approval);
  expect(await withdraw()).toMatchObject({ why: 'already-ended' });
  expect(await consume(deps, approval)).toMatchObject({ kind: 'receipt' });
});

test('not what is somebody else’s, nor what is over', async () => {
  await registered(deps, { ...MANIFEST, workflow: 'other-bot' });
  expect(await withdraw('other-bot')).toMatchObject({ why: 'no-approval' });
  deps.pass(24 * 60);
  expect(await withdraw()).toMatchObject({ why: 'expired' });
});

import { beforeEach, expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import { expireApproval } from '../../lib/acts/sweep.ts';
import { newDelivery, tellingWebhook, webhookRow } from '../../lib/acts/webhook-told.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { readDelivery } from '../../lib/store/webhooks.ts';
import { hooked } from '../deliver/webhook-kit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { asked, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
});

const hooks = async () => (await unsent(deps)).filter((row) => row.what === 'webhook');

function decide({ id, digest }: Approval, choice: 'approve' | 'deny') {
  return decideApproval(deps, COLLEAGUE, id, { choice, digest, reason: 'Wrong customer.' });
}

test.each(['approve', 'deny'] as const)(
  'a decision that ends it (%s) is to be told',
  async (choice) => {
    await hooked(deps);
    const approval = await asked(deps, workflow);
    expect(await hooks()).toEqual([]);
    await decide(approval, choice);
    const place = `${deps.now()}#${approval.id}`;
    expect(await hooks()).toMatchObject([
      { subject: 'workflow/reply-bot', place, lane: 'webhook', attempts: 0 },
    ]);
    expect((await readDelivery(deps.store, 'reply-bot', place))?.state).toEqual(
      newDelivery(approval.id, deps.now()),
    );
  },
);

test('an approval that ran out is to be told', async () => {
  await hooked(deps);
  const { id } = await asked(deps, workflow);
  deps.pass(24 * 60);
  await expireApproval(deps, id);
  expect(await hooks()).toHaveLength(1);
});

test('without a webhook there is nothing to tell, also when one is set later', async () => {
  await decide(await asked(deps, workflow), 'approve');
  await hooked(deps);
  expect(await hooks()).toEqual([]);
});

test('what still waits, or is of a workflow that is not there, is told nobody', async () => {
  await hooked(deps);
  const approval = await asked(deps, workflow);
  const end = { ending: 'expired' as const, at: deps.now() };
  const event = {
    kind: 'approval.expired',
    at: deps.now(),
    actor: { kind: 'system' as const, id: 'tests' },
    data: {},
  };
  const changes = [
    { subject: `approval/${approval.id}` as const, from: undefined, state: approval, event },
  ] as const;
  expect(await tellingWebhook(deps, approval, { changes })).toEqual({ changes });
  const gone = { ...approval, workflow: 'none', end };
  expect(await tellingWebhook(deps, gone, { changes })).toEqual({ changes });
});

test('a row names the workflow and the delivery, in a lane of its own', () => {
  const at = '2026-11-23T09:00:00.000Z';
  expect(webhookRow('reply-bot', newDelivery('apr_1', at))).toEqual({
    what: 'webhook',
    subject: 'workflow/reply-bot',
    place: `${at}#apr_1`,
    lane: 'webhook',
  });
});

import { beforeEach, expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import { markRestored } from '../../lib/acts/restored.ts';
import { expireApproval } from '../../lib/acts/sweep.ts';
import { newDelivery } from '../../lib/acts/webhook-told.ts';
import { webhookEventSchema } from '../../lib/contract/webhooks.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { approvalSchema } from '../../lib/core/approval.ts';
import { webhookBody } from '../../lib/deliver/webhook-body.ts';
import { commit } from '../../lib/store/commit.ts';
import { readHead } from '../../lib/store/read.ts';
import { broken } from '../acts/break-glass-kit.ts';
import { asked, registered, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await registered(deps));
});

async function said(id = approval.id) {
  const body = await webhookBody(deps, 'reply-bot', newDelivery(id, deps.now()));
  return body === undefined ? undefined : webhookEventSchema.parse(JSON.parse(body));
}

const decide = (choice: 'approve' | 'deny') =>
  decideApproval(deps, COLLEAGUE, approval.id, {
    choice,
    digest: approval.digest,
    reason: 'Wrong customer.',
  });

test('approved', async () => {
  await decide('approve');
  const { id, workflow, action, digest } = approval;
  expect(await said()).toEqual({
    type: 'approval.approved',
    timestamp: deps.now(),
    data: { id, workflow, action, state: 'approved', digest, ended_at: deps.now() },
  });
});

test('denied, with the reason that the agent is told', async () => {
  await decide('deny');
  expect(await said()).toMatchObject({
    type: 'approval.denied',
    data: { state: 'denied', reason: 'Wrong customer.' },
  });
});

test('approved by one admin alone, and says so', async () => {
  await broken(deps, approval);
  expect(await said()).toMatchObject({
    type: 'approval.approved',
    data: { state: 'approved', break_glass: true },
  });
});

test('expired', async () => {
  deps.pass(24 * 60);
  await expireApproval(deps, approval.id);
  expect(await said()).toMatchObject({ type: 'approval.expired', data: { state: 'expired' } });
});

test('cancelled', async () => {
  const head = await readHead(deps.store, `approval/${approval.id}`, approvalSchema);
  if (!head) throw new Error('no approval');
  const state = { ...approval, end: { ending: 'cancelled' as const, at: deps.now() } };
  const actor = { kind: 'system' as const, id: 'tests' };
  const event = { kind: 'approval.cancelled', at: deps.now(), actor, data: {} };
  const subject = `approval/${approval.id}` as const;
  await commit(deps.store, {
    changes: [{ subject, from: head.chain, state, event }],
    writeId: deps.newId('w'),
  });
  expect(await said()).toMatchObject({ type: 'approval.cancelled', data: { state: 'cancelled' } });
});

test('approved before a restore is void, and says so', async () => {
  await decide('approve');
  deps.pass(1);
  await markRestored(deps, deps.now());
  expect(await said()).toMatchObject({
    type: 'approval.void',
    data: { state: 'void', reason: expect.stringContaining('restored') },
  });
});

test('what was asked for, and whom it is about, is not in it', async () => {
  await decide('deny');
  const text = JSON.stringify(await said());
  for (const hidden of ['customer@example.com', 'It is fixed', 'U0COLLEAGUE', 'Sam', 'T0YARD']) {
    expect(text).not.toContain(hidden);
  }
});

test('nothing is said of what still waits, or is not there', async () => {
  expect(await said()).toBeUndefined();
  expect(await said('apr_none')).toBeUndefined();
});

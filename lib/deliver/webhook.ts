import type { Deps, WebhookSender } from '../acts/deps.ts';
import { loadWorkflow } from '../acts/standing.ts';
import { loadKept } from '../acts/webhook.ts';
import { healthOf } from '../acts/webhook-deliveries.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import {
  judgeAnswer,
  nextWebhookTry,
  outcomeWord,
  signingSecrets,
  type WebhookDelivery,
  type WebhookOutcome,
} from '../core/webhook.ts';
import type { Workflow } from '../core/workflow.ts';
import { markSent, type OutboxRow, putBack, readRow } from '../store/outbox.ts';
import { putDead, readDelivery, saveDelivery } from '../store/webhooks.ts';
import type { Delivery } from './deliver.ts';
import { webhookBody } from './webhook-body.ts';
import { noteHealth } from './webhook-health.ts';

/** Longer than any send takes; after it another deliverer takes over. */
const LEASE_MINUTES = 1;

interface Work {
  readonly deps: Deps;
  readonly row: OutboxRow;
  readonly workflow: Workflow;
  readonly delivery: WebhookDelivery;
  /** Writes of the delivery so far. */
  readonly count: number;
}

/**
 * Tells a workflow's webhook of one ending: at least once, always under the same message id. What is
 * sent is the state as it is now, to the address as it is now. Throws when the store breaks down; the
 * row then stays.
 */
export async function deliverWebhook(
  deps: Deps,
  sender: WebhookSender,
  rowId: string,
): Promise<Delivery> {
  const row = await readRow(deps.store, rowId);
  if (!row) return { kind: 'gone' };
  const id = row.subject.slice('workflow/'.length);
  const [head, workflow] = await Promise.all([
    readDelivery(deps.store, id, row.place),
    loadWorkflow(deps, id),
  ]);
  if (head?.state.state !== 'waiting' || !workflow) return over(deps, row, 'gone');
  const now = deps.now();
  const { heldUntil, nextAt } = head.state;
  // The row itself may come too early: again from the queue, or put back by one who came second.
  const notBefore = heldUntil ?? nextAt;
  if (notBefore !== undefined && notBefore > now) return later(deps, row, notBefore);
  const held = { ...head.state, heldUntil: minutesAfter(now, LEASE_MINUTES) };
  if (!(await saveDelivery(deps.store, id, held, head.chain.seq))) {
    return later(deps, row, held.heldUntil);
  }
  const work = { deps, row, workflow: workflow.state, delivery: held, count: head.chain.seq + 1 };
  return send(work, sender);
}

async function send(work: Work, sender: WebhookSender): Promise<Delivery> {
  const { deps, workflow, delivery } = work;
  const [kept, body, health] = await Promise.all([
    loadKept(deps, workflow),
    webhookBody(deps, workflow.id, delivery),
    healthOf(deps, workflow),
  ]);
  if (!kept || body === undefined) return settle(work, 'dropped');
  if (health?.goneAt !== undefined) return settle(work, delivery.test ? 'failed' : 'dead');
  const outcome = await sender.send({
    url: kept.url,
    id: `msg_${delivery.id}`,
    timestamp: unixSeconds(deps.now()),
    body,
    secrets: signingSecrets(kept, deps.now()),
  });
  return judged(work, outcome);
}

async function judged(work: Work, outcome: WebhookOutcome): Promise<Delivery> {
  const { deps, workflow, delivery } = work;
  const now = deps.now();
  const tried = {
    ...delivery,
    attempts: delivery.attempts + 1,
    lastAt: now,
    last: outcomeWord(outcome),
  };
  const after = { ...work, delivery: tried };
  const verdict = judgeAnswer(outcome);
  const retryAfter = outcome.kind === 'answered' ? outcome.retryAfter : undefined;
  const random = deps.store.random();
  const next = delivery.test ? undefined : nextWebhookTry(tried, { now, random, retryAfter });
  const dead = verdict === 'gone' || (verdict === 'again' && !delivery.test && !next);
  await noteHealth(deps, workflow, { verdict, dead });
  if (verdict === 'done') return settle(after, 'delivered');
  const { id, attempts, last } = tried;
  deps.log.warn({ workflow: workflow.id, about: id, attempts, last }, 'a webhook did not take it');
  if (verdict === 'again' && next !== undefined) return again(after, next);
  return settle(after, delivery.test ? 'failed' : 'dead');
}

async function again({ deps, row, workflow, delivery, count }: Work, nextAt: string) {
  const { heldUntil: _, ...waiting } = { ...delivery, nextAt };
  await saveDelivery(deps.store, workflow.id, waiting, count);
  return later(deps, row, nextAt);
}

/** The dead letter is filed first: a crash in between files it once more. */
async function settle(
  { deps, row, workflow, delivery, count }: Work,
  state: 'delivered' | 'dead' | 'failed' | 'dropped',
): Promise<Delivery> {
  const { heldUntil: _, nextAt: __, ...rest } = delivery;
  const settled = { ...rest, state };
  if (state === 'dead') await putDead(deps.store, workflow.id, settled);
  await saveDelivery(deps.store, workflow.id, settled, count);
  return over(deps, row, state === 'delivered' ? 'sent' : 'gone');
}

async function over(deps: Deps, row: OutboxRow, kind: 'sent' | 'gone'): Promise<Delivery> {
  await markSent(deps.store, row, deps.now());
  return { kind };
}

async function later(deps: Deps, row: OutboxRow, dueAt: string): Promise<Delivery> {
  await putBack(deps.store, row, dueAt);
  return { kind: 'later', dueAt };
}

import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { toAttributes } from './item.ts';
import { outboxKey } from './keys.ts';
import { readDue, readPart } from './read.ts';
import type { Item, Store } from './store.ts';

/** `webhook`: receivers that are not Slack, so that slow ones hold up nobody else. */
export const LANES = ['interactive', 'bulk', 'webhook'] as const;

/**
 * "An outbox row says what to make true, not a message body." `subject` is the thing to show,
 * `place` the channel or person (U… or C…) to show it to.
 */
const outboxRowSchema = z.object({
  id: z.string(),
  lane: z.enum(LANES),
  what: z.enum([
    'approval-card',
    'approval-unseen',
    'approval-reminder',
    'approval-escalation',
    'delegation-told',
    'request-card',
    'request-answer',
    'key-offer',
    'revision-card',
    'access-card',
    'grant-notice',
    'patch',
    'claim-list',
    'login-ended',
    'settings-change-card',
    'request-reminder',
    'workflow-paused',
    'notice-card',
    'notice-ask',
    'change-card',
    'change-ask',
    'campaign-card',
    'campaign-ask',
    'digest',
    'nudge-help',
    'promotion-card',
    'promotion-post',
    'credit-question',
    'transfer-card',
    'extension-card',
    'extension-answer',
    'extension-reminder',
    'duplicates-report',
    'webhook',
    'webhook-trouble',
    'break-glass-card',
    'break-glass-reminder',
    'fatigue-note',
    'departure-ask',
  ]),
  subject: z.string(),
  place: z.string(),
  createdAt: z.string(),
  attempts: z.int(),
});
export type OutboxRow = z.infer<typeof outboxRowSchema>;
export type Telling = Pick<OutboxRow, 'what' | 'subject' | 'place'> & { lane?: OutboxRow['lane'] };

const KEPT_MINUTES = 14 * 24 * 60;

function outboxPartition(lane: OutboxRow['lane']): string {
  return `outbox/${lane}`;
}

/** A new row, due at once. It never expires before it is sent. */
export function outboxItem(telling: Telling, id: string, now: string): Item {
  const lane = telling.lane ?? 'interactive';
  return rowItem({ ...telling, lane, id, createdAt: now, attempts: 0 }, { dueAt: now });
}

function rowItem(row: OutboxRow, when: { dueAt: string } | { sentAt: string }): Item {
  const state =
    'dueAt' in when
      ? { duePk: outboxPartition(row.lane), dueSk: `${when.dueAt}#${row.id}` }
      : { sentAt: when.sentAt, ttl: unixSeconds(minutesAfter(when.sentAt, KEPT_MINUTES)) };
  return { ...outboxKey(row.id), kind: 'outbox', lane: row.lane, ...state, data: row };
}

/** Writes a row outside a transaction, at most once for its id. False when it was there. */
export async function createRow(store: Store, item: Item): Promise<boolean> {
  const Item = toAttributes(item);
  const ConditionExpression = 'attribute_not_exists(pk)';
  try {
    await store.client.send(
      new PutItemCommand({ TableName: store.registry, Item, ConditionExpression }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The row if it is still to be sent. */
export async function readRow(store: Store, id: string): Promise<OutboxRow | undefined> {
  return (await readPart(store, outboxKey(id), outboxRowSchema))?.state;
}

/** Ids of unsent rows of a lane whose time has come, oldest first. */
export async function readDueRows(
  store: Store,
  lane: OutboxRow['lane'],
  now: string,
  most: number,
): Promise<string[]> {
  const keys = await readDue(store, outboxPartition(lane), `${now}~`, most);
  return keys.map((key) => key.pk.slice('outbox/'.length));
}

/** "Marks the row sent; rows expire only after that." */
export async function markSent(store: Store, row: OutboxRow, now: string): Promise<void> {
  await putRow(store, rowItem(row, { sentAt: now }));
}

/** Takes the row away unsent, for ever. */
export async function dropRow(store: Store, id: string): Promise<void> {
  const Key = marshall(outboxKey(id));
  await store.client.send(new DeleteItemCommand({ TableName: store.registry, Key }));
}

/** Counts a failed try and files the row for `dueAt`. */
export async function putBack(store: Store, row: OutboxRow, dueAt: string): Promise<void> {
  await putRow(store, rowItem({ ...row, attempts: row.attempts + 1 }, { dueAt }));
}

async function putRow(store: Store, item: Item): Promise<void> {
  const put = new PutItemCommand({ TableName: store.registry, Item: toAttributes(item) });
  await store.client.send(put);
}

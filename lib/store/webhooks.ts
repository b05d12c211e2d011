import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import {
  type WebhookDelivery,
  type WebhookHealth,
  webhookDeliverySchema,
  webhookHealthSchema,
} from '../core/webhook.ts';
import { type Head, toAttributes } from './item.ts';
import { partKey, type Subject } from './keys.ts';
import { readNewest, readPart } from './read.ts';
import type { Item, Key, Store } from './store.ts';

const DELIVERIES = 'HOOKED#';
/** Those that were given up, once more: few, so that they are found however many came after them. */
const DEAD = 'UNHEARD#';
const KEPT_MINUTES = 30 * 24 * 60;

const sealedSchema = z.strictObject({ webhook: z.string(), sealed: z.string() });
type Sealed = z.infer<typeof sealedSchema>;

/** The sealed address and secrets of a workflow's webhook. */
export function webhookItem(workflow: string, sealed: Sealed): Item {
  return { ...webhookKey(workflow), kind: 'webhook', data: sealed };
}

export function webhookKey(workflow: string): Key {
  return partKey(subjectOf(workflow), 'WEBHOOK');
}

export async function readWebhook(store: Store, workflow: string): Promise<Sealed | undefined> {
  return (await readPart(store, webhookKey(workflow), sealedSchema))?.state;
}

/** What an outbox row names besides the workflow: deliveries sort by the moment they are about. */
export function deliveryPlace({ at, id }: Pick<WebhookDelivery, 'at' | 'id'>): string {
  return `${at}#${id}`;
}

/** A delivery as it stands after `count` writes. */
export function deliveryItem(workflow: string, delivery: WebhookDelivery, count = 1): Item {
  return item(partKey(subjectOf(workflow), `${DELIVERIES}${deliveryPlace(delivery)}`), {
    delivery,
    count,
  });
}

export function deadKey(workflow: string, place: string): Key {
  return partKey(subjectOf(workflow), `${DEAD}${place}`);
}

function item(key: Key, { delivery, count }: { delivery: WebhookDelivery; count: number }): Item {
  const ttl = unixSeconds(minutesAfter(delivery.since, KEPT_MINUTES));
  return { ...key, kind: 'webhook-delivery', v: count, ttl, data: delivery };
}

export function readDelivery(
  store: Store,
  workflow: string,
  place: string,
): Promise<Head<WebhookDelivery> | undefined> {
  const key = partKey(subjectOf(workflow), `${DELIVERIES}${place}`);
  return readPart(store, key, webhookDeliverySchema);
}

/** Writes what became of a delivery that was read after `count` writes; false when somebody else has since. */
export function saveDelivery(
  store: Store,
  workflow: string,
  delivery: WebhookDelivery,
  count: number,
): Promise<boolean> {
  return putIf(store, deliveryItem(workflow, delivery, count + 1), count);
}

/** Files what was given up where it stays to be seen. */
export async function putDead(
  store: Store,
  workflow: string,
  delivery: WebhookDelivery,
): Promise<void> {
  const dead = item(deadKey(workflow, deliveryPlace(delivery)), { delivery, count: 1 });
  const put = new PutItemCommand({ TableName: store.registry, Item: toAttributes(dead) });
  await store.client.send(put);
}

/** The latest `most` deliveries, or those given up, the newest first. */
export function readDeliveries(
  store: Store,
  workflow: string,
  which: 'all' | 'dead',
  most: number,
): Promise<WebhookDelivery[]> {
  const prefix = which === 'dead' ? DEAD : DELIVERIES;
  const partition = subjectOf(workflow);
  return readNewest(store, { partition, prefix, schema: webhookDeliverySchema }, most);
}

export function readHealth(
  store: Store,
  workflow: string,
): Promise<Head<WebhookHealth> | undefined> {
  return readPart(store, healthKey(workflow), webhookHealthSchema);
}

/** False when somebody else has written it since it was read after `count` writes (0: never). */
export function saveHealth(
  store: Store,
  workflow: string,
  health: WebhookHealth,
  count: number,
): Promise<boolean> {
  const put = { ...healthKey(workflow), kind: 'webhook-health', v: count + 1, data: health };
  return putIf(store, put, count);
}

function healthKey(workflow: string): Key {
  return partKey(subjectOf(workflow), 'WEBHOOK-HEALTH');
}

function subjectOf(workflow: string): Subject {
  return `workflow/${workflow}`;
}

async function putIf(store: Store, one: Item, count: number): Promise<boolean> {
  const expected =
    count === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'v = :v', ExpressionAttributeValues: marshall({ ':v': count }) };
  const Item = toAttributes(one);
  try {
    await store.client.send(new PutItemCommand({ TableName: store.registry, Item, ...expected }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

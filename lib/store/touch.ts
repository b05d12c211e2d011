import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { toAttributes } from './item.ts';
import type { Item, Key, Store } from './store.ts';

/** When something was last touched. It is no state: nothing is decided by it, no event goes with it. */
export const touchedSchema = z.strictObject({ at: z.string() });

/**
 * Notes that something happened at `at`, unless that was noted at or after `unlessSince`. Returns
 * whether it was noted: of many at once one is.
 */
export async function touch(
  store: Store,
  key: Key,
  { at, unlessSince, ttl }: { at: string; unlessSince: string; ttl?: number },
): Promise<boolean> {
  const item = { ...key, kind: 'touched', at, ...(ttl === undefined ? {} : { ttl }), data: { at } };
  try {
    await store.client.send(
      new PutItemCommand({
        TableName: store.registry,
        Item: toAttributes(item),
        ConditionExpression: 'attribute_not_exists(pk) OR #at < :since',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: marshall({ ':since': unlessSince }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/**
 * Keeps an item that nobody is named in and that leaves by itself: what a caller without a token may
 * leave behind. It is no state of the registry, so no event goes with it. Throws without a `ttl`.
 */
export async function putFleeting(store: Store, item: Item): Promise<void> {
  if (typeof item.ttl !== 'number') throw new Error('an item that would stay for ever');
  const put = new PutItemCommand({ TableName: store.registry, Item: toAttributes(item) });
  await store.client.send(put);
}

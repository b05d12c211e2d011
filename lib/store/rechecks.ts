import { ConditionalCheckFailedException, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { duePartition, shardOf } from './due.ts';
import { readPart } from './read.ts';
import type { Item, Key, Store } from './store.ts';

/** Everything that waits, in whatever workflow. No workflow can have this name. */
export const EVERY_WORKFLOW = '@every';

const recheckSchema = z.object({ about: z.string(), token: z.string() });

function recheckKey(about: string): Key {
  return { pk: `recheck/${about}`, sk: 'HEAD' };
}

/**
 * A note that what waits for a workflow's actions is to be held against it again. It is put in the
 * transaction of the change, so that no crash loses it, and is due at once.
 */
export function recheckItem(about: string, { token, now }: { token: string; now: string }): Item {
  const index = { duePk: duePartition(shardOf(about)), dueSk: `${now}#${about}` };
  return { ...recheckKey(about), kind: 'recheck', ...index, data: { about, token } };
}

/** The note's token; undefined when there is nothing to look at. */
export async function readRecheck(store: Store, about: string): Promise<string | undefined> {
  return (await readPart(store, recheckKey(about), recheckSchema))?.state.token;
}

/** Takes the note away, unless there is a newer one. */
export async function endRecheck(store: Store, about: string, token: string): Promise<void> {
  const command = new DeleteItemCommand({
    TableName: store.registry,
    Key: marshall(recheckKey(about)),
    ConditionExpression: '#d.#t = :token',
    ExpressionAttributeNames: { '#d': 'data', '#t': 'token' },
    ExpressionAttributeValues: marshall({ ':token': token }),
  });
  try {
    await store.client.send(command);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

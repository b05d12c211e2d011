import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { duePartition, shardOf } from './due.ts';
import { toAttributes } from './item.ts';
import { readPart } from './read.ts';
import type { Item, Key, Store } from './store.ts';

const lookSchema = z.object({ id: z.string(), token: z.string() });

/** When those who decide on an approval are to be looked at again, and which look that is. */
export interface AskLook {
  readonly id: string;
  readonly at: string;
  readonly token: string;
}

export function askLookKey(id: string): Key {
  return { pk: `approval-ask/${id}`, sk: 'HEAD' };
}

/**
 * A note that deciders of this approval may be due a copy of its card of their own. It is due by
 * itself, so that the approval's own times are not moved by it.
 */
export function askLookItem({ id, at, token }: AskLook): Item {
  const index = { duePk: duePartition(shardOf(id)), dueSk: `${at}#${id}` };
  return { ...askLookKey(id), kind: 'approval-ask', ...index, data: { id, token } };
}

/** The note's token; undefined when there is nothing to look at. */
export async function readAskLook(store: Store, id: string): Promise<string | undefined> {
  return (await readPart(store, askLookKey(id), lookSchema))?.state.token;
}

/** Puts the next look in place of the one with this token, or takes it away; a newer one stays. */
export async function moveAskLook(
  store: Store,
  { id, token }: { readonly id: string; readonly token: string },
  next: AskLook | undefined,
): Promise<void> {
  const expected = {
    TableName: store.registry,
    ConditionExpression: '#d.#t = :token',
    ExpressionAttributeNames: { '#d': 'data', '#t': 'token' },
    ExpressionAttributeValues: marshall({ ':token': token }),
  };
  const command = next
    ? new PutItemCommand({ ...expected, Item: toAttributes(askLookItem(next)) })
    : new DeleteItemCommand({ ...expected, Key: marshall(askLookKey(id)) });
  try {
    if (command instanceof PutItemCommand) await store.client.send(command);
    else await store.client.send(command);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

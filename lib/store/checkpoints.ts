import {
  ConditionalCheckFailedException,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { type CheckpointLine, checkpointLineSchema } from '../core/checkpoint.ts';
import { toAttributes } from './item.ts';
import { lineKey } from './keys.ts';
import type { Store } from './store.ts';

/** No subject has this name: they all have a slash. */
const CHECKPOINTS = 'checkpoints';
const stored = z.looseObject({ line: checkpointLineSchema });

function allOf(store: Store) {
  return {
    TableName: store.audit,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: marshall({ ':pk': CHECKPOINTS }),
    ConsistentRead: true,
  };
}

/** The last one made, read consistently. */
export async function readNewestCheckpoint(store: Store): Promise<CheckpointLine | undefined> {
  const newest = { ...allOf(store), ScanIndexForward: false, Limit: 1 };
  const [item] = (await store.client.send(new QueryCommand(newest))).Items ?? [];
  return item && stored.parse(unmarshall(item)).line;
}

/** All of them, the first one first. */
export async function* readCheckpoints(store: Store): AsyncGenerator<CheckpointLine> {
  for await (const page of paginateQuery({ client: store.client }, allOf(store))) {
    for (const item of page.Items ?? []) yield stored.parse(unmarshall(item)).line;
  }
}

/** Puts a checkpoint at its number; false when there is one already: of several makers one wins. */
export async function putCheckpoint(store: Store, line: CheckpointLine): Promise<boolean> {
  const item = { ...lineKey(CHECKPOINTS, line.checkpoint.number), kind: 'checkpoint', line };
  try {
    await store.client.send(
      new PutItemCommand({
        TableName: store.audit,
        Item: toAttributes(item),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

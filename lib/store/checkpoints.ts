import {
  ConditionalCheckFailedException,
  GetItemCommand,
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
/** Whoever goes along them seldom goes far, and each may be of some ten KB. */
const A_FEW = 4;
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

/** Those after this number, in order. */
export async function* readCheckpointsAfter(
  store: Store,
  number: number,
): AsyncGenerator<CheckpointLine> {
  const { pk, sk } = lineKey(CHECKPOINTS, number);
  const later = {
    ...allOf(store),
    KeyConditionExpression: 'pk = :pk AND sk > :sk',
    ExpressionAttributeValues: marshall({ ':pk': pk, ':sk': sk }),
  };
  for await (const page of paginateQuery({ client: store.client, pageSize: A_FEW }, later)) {
    for (const item of page.Items ?? []) yield stored.parse(unmarshall(item)).line;
  }
}

/** All of them, the last one first. */
export async function* readCheckpointsBack(store: Store): AsyncGenerator<CheckpointLine> {
  const backwards = { ...allOf(store), ScanIndexForward: false };
  for await (const page of paginateQuery({ client: store.client, pageSize: A_FEW }, backwards)) {
    for (const item of page.Items ?? []) yield stored.parse(unmarshall(item)).line;
  }
}

/** The one of this number. */
export async function readCheckpoint(
  store: Store,
  number: number,
): Promise<CheckpointLine | undefined> {
  const Key = marshall(lineKey(CHECKPOINTS, number));
  const get = new GetItemCommand({ TableName: store.audit, Key, ConsistentRead: true });
  const { Item } = await store.client.send(get);
  return Item && stored.parse(unmarshall(Item)).line;
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

import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod';
import { fromAttributes, type Head } from './item.ts';
import type { Store } from './store.ts';

export interface Page<T> {
  readonly heads: readonly Head<T>[];
  /** Where the next page goes on; undefined after the last. */
  readonly next: string | undefined;
  /** Read units that the engine counted. */
  readonly units: number;
}

export interface PageAt {
  readonly most: number;
  /** The sort key that the page before ended with. */
  readonly after?: string | undefined;
}

/** One page of a partition's items whose sort key starts with `prefix`, read consistently. */
export function readPage<T>(
  store: Store,
  listing: { readonly partition: string; readonly prefix: string; readonly schema: z.ZodType<T> },
  { most, after }: PageAt,
): Promise<Page<T>> {
  const { partition: pk, prefix, schema } = listing;
  return paged(store, schema, 'sk', {
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: marshall({ ':pk': pk, ':prefix': prefix }),
    ...(after ? { ExclusiveStartKey: marshall({ pk, sk: after }) } : {}),
    Limit: most,
  });
}

/** One page of a listing, in its order. The index follows the table within moments. */
export function readListedPage<T>(
  store: Store,
  { partition, schema }: { readonly partition: string; readonly schema: z.ZodType<T> },
  { most, after }: PageAt,
): Promise<Page<T>> {
  const values = { ':pk': partition, ...(after ? { ':after': after } : {}) };
  return paged(store, schema, 'listSk', {
    IndexName: 'list',
    KeyConditionExpression: `listPk = :pk${after ? ' AND listSk > :after' : ''}`,
    ExpressionAttributeValues: marshall(values),
    Limit: most,
  });
}

async function paged<T>(
  store: Store,
  schema: z.ZodType<T>,
  sortKey: string,
  query: Omit<QueryCommandInput, 'TableName'>,
): Promise<Page<T>> {
  const command = new QueryCommand({
    TableName: store.registry,
    ReturnConsumedCapacity: 'TOTAL',
    ...query,
  });
  const answer = await store.client.send(command);
  return {
    heads: (answer.Items ?? []).map((item) => fromAttributes(item, schema)),
    next: answer.LastEvaluatedKey?.[sortKey]?.S,
    units: answer.ConsumedCapacity?.CapacityUnits ?? 0,
  };
}

/** How many items a listing has, counted by the engine page after page: nothing of them is read here. */
export async function countListed(store: Store, partition: string): Promise<number> {
  let count = 0;
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    const answer = await store.client.send(
      new QueryCommand({
        TableName: store.registry,
        IndexName: 'list',
        KeyConditionExpression: 'listPk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': partition }),
        Select: 'COUNT',
        ExclusiveStartKey: from,
      }),
    );
    count += answer.Count ?? 0;
    from = answer.LastEvaluatedKey;
  } while (from);
  return count;
}

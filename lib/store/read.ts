import {
  BatchGetItemCommand,
  GetItemCommand,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod';
import { fromAttributes, type Head } from './item.ts';
import { headKey, type Subject } from './keys.ts';
import type { Key, Store } from './store.ts';

/** One item as plain JSON, read consistently; undefined when there is none. */
export async function readItem(
  store: Store,
  table: string,
  key: Key,
): Promise<Record<string, unknown> | undefined> {
  const answer = await store.client.send(
    new GetItemCommand({ TableName: table, Key: marshall(key), ConsistentRead: true }),
  );
  return answer.Item && unmarshall(answer.Item);
}

/** A subject's head, read consistently through its schema. */
export function readHead<T>(
  store: Store,
  subject: Subject,
  schema: z.ZodType<T>,
): Promise<Head<T> | undefined> {
  return readPart(store, headKey(subject), schema);
}

/** Any registry item with `data`, read consistently through its schema. */
export async function readPart<T>(
  store: Store,
  key: Key,
  schema: z.ZodType<T>,
): Promise<Head<T> | undefined> {
  const answer = await store.client.send(
    new GetItemCommand({ TableName: store.registry, Key: marshall(key), ConsistentRead: true }),
  );
  return answer.Item && fromAttributes(answer.Item, schema);
}

/** Several registry items in one consistent call (at most 100); those that do not exist are left out. */
export async function readTogether(
  store: Store,
  keys: readonly Key[],
): Promise<Map<string, Parameters<typeof unmarshall>[0]>> {
  const found = new Map<string, Parameters<typeof unmarshall>[0]>();
  let wanted = keys.map((key) => marshall(key));
  for (let round = 0; wanted.length > 0 && round < 5; round += 1) {
    const answer = await store.client.send(
      new BatchGetItemCommand({
        RequestItems: { [store.registry]: { Keys: wanted, ConsistentRead: true } },
      }),
    );
    for (const item of answer.Responses?.[store.registry] ?? []) {
      found.set(`${item.pk?.S} ${item.sk?.S}`, item);
    }
    wanted = answer.UnprocessedKeys?.[store.registry]?.Keys ?? [];
  }
  if (wanted.length > 0) throw new Error('the registry is too busy to read');
  return found;
}

interface Listing<T> {
  readonly index?: 'list' | 'due';
  readonly partition: string;
  readonly prefix?: string;
  readonly upTo?: string;
  readonly schema: z.ZodType<T>;
}

/** Every item of a partition, an index partition, or the part of it that starts with `prefix`. */
export async function readAll<T>(store: Store, listing: Listing<T>): Promise<Head<T>[]> {
  const pages = paginateQuery({ client: store.client }, query(store, listing));
  const all: Head<T>[] = [];
  for await (const page of pages) {
    for (const item of page.Items ?? []) all.push(fromAttributes(item, listing.schema));
  }
  return all;
}

function query<T>(store: Store, { index, partition, prefix, upTo }: Listing<T>) {
  const [pk, sk] = index ? [`${index}Pk`, `${index}Sk`] : ['pk', 'sk'];
  const between = prefix && upTo ? ' AND #sk BETWEEN :sk AND :upTo' : '';
  const range = between || (prefix ? ' AND begins_with(#sk, :sk)' : upTo ? ' AND #sk <= :sk' : '');
  return {
    TableName: store.registry,
    ...(index ? { IndexName: index } : { ConsistentRead: true }),
    KeyConditionExpression: `#pk = :pk${range}`,
    ExpressionAttributeNames: { '#pk': pk, ...(range ? { '#sk': sk } : {}) },
    ExpressionAttributeValues: marshall({
      ':pk': partition,
      ...(range ? { ':sk': prefix ?? upTo } : {}),
      ...(between ? { ':upTo': upTo } : {}),
    }),
  };
}

/** Keys due by `upTo`, earliest first, at most `most`: the index carries keys only. */
export async function readDue(
  store: Store,
  partition: string,
  upTo: string,
  most: number,
): Promise<Key[]> {
  const answer = await store.client.send(
    new QueryCommand({
      TableName: store.registry,
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :pk AND dueSk <= :sk',
      ExpressionAttributeValues: marshall({ ':pk': partition, ':sk': upTo }),
      Limit: most,
    }),
  );
  return (answer.Items ?? []).flatMap((item) =>
    item.pk?.S && item.sk?.S ? [{ pk: item.pk.S, sk: item.sk.S }] : [],
  );
}

type Prefixed<T> = Required<Pick<Listing<T>, 'partition' | 'prefix' | 'schema'>> &
  Pick<Listing<T>, 'upTo'>;

/** The last `most` items of a partition whose sort key starts with `prefix`, last first. */
export function readNewest<T>(store: Store, listing: Prefixed<T>, most: number): Promise<T[]> {
  return readSome(store, listing, { ScanIndexForward: false, Limit: most });
}

/** The first `most` of them, first first. */
export function readOldest<T>(store: Store, listing: Prefixed<T>, most: number): Promise<T[]> {
  return readSome(store, listing, { ScanIndexForward: true, Limit: most });
}

async function readSome<T>(
  store: Store,
  listing: Prefixed<T>,
  which: { readonly ScanIndexForward: boolean; readonly Limit: number },
): Promise<T[]> {
  const answer = await store.client.send(new QueryCommand({ ...query(store, listing), ...which }));
  return (answer.Items ?? []).map((item) => fromAttributes(item, listing.schema).state);
}

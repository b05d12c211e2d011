import {
  type AttributeValue,
  paginateQuery,
  paginateScan,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { type ChainLine, chainLineSchema } from '../core/audit.ts';
import { lineKey } from './keys.ts';
import type { Store } from './store.ts';

const stored = z.looseObject({ line: chainLineSchema });

/** A subject's newest lines first, at most `most`, from before sequence number `before`. */
export async function readLines(
  store: Store,
  subject: string,
  most: number,
  before?: number,
): Promise<ChainLine[]> {
  const upTo = before === undefined ? '~' : String(before - 1).padStart(16, '0');
  const answer = await store.client.send(
    new QueryCommand({
      TableName: store.audit,
      KeyConditionExpression: 'pk = :pk AND sk <= :sk',
      ExpressionAttributeValues: marshall({ ':pk': subject, ':sk': upTo }),
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: most,
    }),
  );
  return (answer.Items ?? []).map((item) => stored.parse(unmarshall(item)).line);
}

/** The lines of a subject from one number to another, both included, in order. */
export async function* readRange(
  store: Store,
  subject: string,
  from: number,
  to: number,
): AsyncGenerator<ChainLine> {
  const pages = paginateQuery(
    { client: store.client },
    {
      TableName: store.audit,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: marshall({
        ':pk': subject,
        ':from': lineKey(subject, from).sk,
        ':to': lineKey(subject, to).sk,
      }),
      ConsistentRead: true,
    },
  );
  for await (const page of pages) yield* linesOf(page.Items);
}

/**
 * Every line there is, chain by chain, each chain in order: the auditor's export, which costs what
 * it returns. A chain never spans scan pages out of order, as a partition's items are contiguous.
 */
export async function* readEverything(store: Store): AsyncGenerator<ChainLine> {
  const pages = paginateScan(
    { client: store.client },
    { TableName: store.audit, ConsistentRead: true },
  );
  for await (const page of pages) {
    yield* linesOf(page.Items);
  }
}

/** Checkpoints stand in the same table, and are read by their own number. */
function linesOf(items: readonly Record<string, AttributeValue>[] = []): ChainLine[] {
  const lines = items.filter((item) => item.kind?.S === 'line');
  return lines.map((item) => stored.parse(unmarshall(item)).line);
}

/** Where a walk through the whole log stands. */
export interface LogPlace {
  readonly pk: string;
  readonly sk: string;
}

const placeSchema = z.object({ pk: z.string(), sk: z.string() });

/** A page of every line there is, from after `after` on, in an order that stays the same. */
export async function readPageOfAll(
  store: Store,
  most: number,
  after?: LogPlace,
): Promise<{ lines: ChainLine[]; next: LogPlace | undefined }> {
  const answer = await store.client.send(
    new ScanCommand({
      TableName: store.audit,
      ConsistentRead: true,
      Limit: most,
      ...(after ? { ExclusiveStartKey: marshall(placeSchema.parse(after)) } : {}),
    }),
  );
  const last = answer.LastEvaluatedKey;
  return {
    lines: linesOf(answer.Items),
    next: last && placeSchema.parse(unmarshall(last)),
  };
}

import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { type ChainHead, EMPTY_CHAIN } from '../core/audit.ts';
import type { Item } from './store.ts';
import { upgrade } from './upgrade.ts';

/** The newest item shape this code writes and reads. */
export const SCHEMA = 4;

/** Raised when an item was written by a newer Yardmaster: reading on would lose what it added. */
export class NewerSchema extends Error {
  constructor(pk: string, schema: number) {
    super(
      `${pk} was written by a newer version (schema ${schema}, this one knows ${SCHEMA}). Update Yardmaster.`,
    );
  }
}

const envelope = z.looseObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.string(),
  schema: z.int(),
  v: z.int().optional(),
  hash: z.string().optional(),
  data: z.unknown(),
});

/** A subject's state with the number and hash of its last audit line; `v` counts its changes. */
export interface Head<T> {
  readonly state: T;
  readonly chain: ChainHead;
}

/** An item as the engine stores it, marked with the schema it was written in. */
export function toAttributes(item: Item) {
  return marshall({ ...item, schema: SCHEMA }, { removeUndefinedValues: true });
}

/** Reads an item's `data` through its schema. Throws `NewerSchema`, or a ZodError for a damaged item. */
export function fromAttributes<T>(
  attributes: Parameters<typeof unmarshall>[0],
  schema: z.ZodType<T>,
): Head<T> {
  const item = envelope.parse(unmarshall(attributes));
  if (item.schema > SCHEMA) throw new NewerSchema(item.pk, item.schema);
  const chain = item.v === undefined ? EMPTY_CHAIN : { seq: item.v, hash: item.hash ?? '' };
  return { state: schema.parse(upgrade(item.kind, item.schema, item.data)), chain };
}

import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { type Head, toAttributes } from './item.ts';
import { readPart } from './read.ts';
import type { Key, Store } from './store.ts';

const KEY: Key = { pk: 'search-index', sk: 'HEAD' };

/** A part of a generation: in how many items it is stored, and the SHA-256 (hex) of its bytes. */
const partSchema = z.object({ chunks: z.int(), sha: z.string() });
export type StoredPart = z.infer<typeof partSchema>;

const generationSchema = z.object({
  generation: z.string(),
  states: partSchema,
  shelf: partSchema,
});
export type Generation = z.infer<typeof generationSchema>;

const storedSchema = generationSchema.extend({
  /** What code it was written by; other code builds its own. */
  format: z.string(),
  builtAt: z.string(),
  entries: z.int(),
});
export type StoredIndex = z.infer<typeof storedSchema>;

const headSchema = z.object({
  /** The generation that is read. */
  stored: storedSchema.optional(),
  /** Who builds the next one, until when nobody else may. It has parts as soon as it may have items. */
  building: z
    .object({ by: z.string(), until: z.string(), parts: generationSchema.optional() })
    .optional(),
  /** Generations whose items are to be removed. */
  garbage: z.array(generationSchema),
});
export type IndexHead = z.infer<typeof headSchema>;

/** Which generation of the stored catalog is read, and who builds the next; read consistently. */
export function readIndexHead(store: Store): Promise<Head<IndexHead> | undefined> {
  return readPart(store, KEY, headSchema);
}

/**
 * Writes the head over the one that was read. False when somebody else has written since. All of it
 * follows from components and workflows, so no event goes with it.
 */
export async function putIndexHead(
  store: Store,
  before: Head<IndexHead> | undefined,
  next: IndexHead,
): Promise<boolean> {
  const item = { ...KEY, kind: 'search-index', v: (before?.chain.seq ?? 0) + 1, data: next };
  const expected = before
    ? {
        ConditionExpression: 'v = :v',
        ExpressionAttributeValues: marshall({ ':v': before.chain.seq }),
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  try {
    const Item = toAttributes(item);
    await store.client.send(new PutItemCommand({ TableName: store.registry, Item, ...expected }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

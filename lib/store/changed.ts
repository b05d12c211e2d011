import { ConditionalCheckFailedException, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Subject } from './keys.ts';
import { readAll } from './read.ts';
import type { Item, Store } from './store.ts';

const CHANGED = 'catalog/changed';
/** What the catalog is made of. */
const LISTED = /^(?:component|workflow)\//;

/** A component or workflow that changed, and the number of its latest change. */
export interface Changed {
  readonly subject: Subject;
  readonly v: number;
}

/** Whether the searchable catalog holds things of this kind. */
export function isListed(subject: Subject): boolean {
  return LISTED.test(subject);
}

/**
 * Says that the stored catalog is older than this subject. It is written in the transaction of the
 * change itself, so that no change can be missing, and one item a subject, so that writers of
 * different subjects never meet.
 */
export function changedItem({ subject, v }: Changed): Item {
  return { pk: CHANGED, sk: subject, kind: 'changed', v, data: { subject } };
}

const changedSchema = z.object({
  subject: z.custom<Subject>((value) => typeof value === 'string' && LISTED.test(value)),
});

/** All that changed since the marks were last taken away, read consistently. */
export async function readChanged(store: Store): Promise<Changed[]> {
  const marks = await readAll(store, { partition: CHANGED, schema: changedSchema });
  return marks.map(({ state, chain }) => ({ subject: state.subject, v: chain.seq }));
}

/** Takes a mark away, unless its subject changed once more since. */
export async function clearChanged(store: Store, { subject, v }: Changed): Promise<void> {
  try {
    await store.client.send(
      new DeleteItemCommand({
        TableName: store.registry,
        Key: marshall({ pk: CHANGED, sk: subject }),
        ConditionExpression: 'v <= :v',
        ExpressionAttributeValues: marshall({ ':v': v }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

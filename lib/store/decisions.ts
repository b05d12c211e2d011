import { ConditionalCheckFailedException, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { type DecisionNote, decisionNoteSchema } from '../core/fatigue.ts';
import type { PersonKey } from '../core/people.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { duePartition, shardOf } from './due.ts';
import { readAll, readPart } from './read.ts';
import type { Item, Key, Store } from './store.ts';

/** Longer than what is looked at; then a note leaves by itself. */
const KEPT_MINUTES = 40 * 24 * 60;

function partition(person: PersonKey): string {
  return `decisions/${person}`;
}

function lookKey(person: PersonKey): Key {
  return { pk: `fatigue/${person}`, sk: 'HEAD' };
}

/**
 * What one decision leaves with whoever took it, for its transaction: the note, and when the notes
 * are looked at next. It costs what is due: only who decides is ever looked at.
 */
export function decisionItems(
  person: PersonKey,
  { approval, note }: { readonly approval: string; readonly note: DecisionNote },
  { month, dueAt }: { readonly month: string; readonly dueAt: string },
): Item[] {
  const ttl = unixSeconds(minutesAfter(note.at, KEPT_MINUTES));
  const sk = `${note.at}#${approval}`;
  const due = { duePk: duePartition(shardOf(person)), dueSk: `${dueAt}#${person}` };
  return [
    { pk: partition(person), sk, kind: 'decision-note', ttl, data: note },
    { ...lookKey(person), kind: 'fatigue', ...due, data: { month, dueAt } },
  ];
}

/** Somebody's decisions as far as they are kept, the oldest first. */
export async function readDecisions(store: Store, person: PersonKey): Promise<DecisionNote[]> {
  const listing = { partition: partition(person), schema: decisionNoteSchema };
  return (await readAll(store, listing)).map((head) => head.state);
}

const lookSchema = z.strictObject({ month: z.string(), dueAt: z.string() });
export type FatigueLook = z.infer<typeof lookSchema>;

/** When somebody's decisions are to be looked at; undefined when there is nothing to look at. */
export async function readFatigueLook(
  store: Store,
  person: PersonKey,
): Promise<FatigueLook | undefined> {
  return (await readPart(store, lookKey(person), lookSchema))?.state;
}

/** It was looked at; a look that a later decision put there stays. */
export async function endFatigueLook(
  store: Store,
  person: PersonKey,
  month: string,
): Promise<void> {
  const command = new DeleteItemCommand({
    TableName: store.registry,
    Key: marshall(lookKey(person)),
    ConditionExpression: '#d.#m = :month',
    ExpressionAttributeNames: { '#d': 'data', '#m': 'month' },
    ExpressionAttributeValues: marshall({ ':month': month }),
  });
  try {
    await store.client.send(command);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

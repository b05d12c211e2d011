import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type AuditEvent, type ChainHead, EMPTY_CHAIN, nextLine } from '../core/audit.ts';
import { markItem } from './chain-marks.ts';
import { changedItem, isListed } from './changed.ts';
import { toAttributes } from './item.ts';
import { headKey, lineKey, type Subject } from './keys.ts';
import { readItem } from './read.ts';
import type { Item, Key, Store } from './store.ts';
import { afterTrouble } from './trouble.ts';

/** One subject's step: its next state, stated against the state it was decided on, and its event. */
export interface Change {
  readonly subject: Subject;
  /** The head it was read with; undefined says "does not exist yet". */
  readonly from: ChainHead | undefined;
  readonly state: unknown;
  /** Index attributes of the head: listPk and listSk, duePk and dueSk. */
  readonly index?: Readonly<Record<string, string>>;
  readonly event: Omit<AuditEvent, 'subject'>;
}

/** A head that a step was decided on and leaves as it is. */
export type Read = Pick<Change, 'subject' | 'from'>;

export interface Commit {
  /** At least one: the first one's audit line tells, after a lost answer, whose write won. */
  readonly changes: readonly [Change, ...Change[]];
  readonly puts?: readonly Item[];
  /** Puts that must not replace anything. */
  readonly creates?: readonly Item[];
  readonly deletes?: readonly Key[];
  /** Not written: the transaction is a conflict when any of them has changed since it was read. */
  readonly unchanged?: readonly Read[];
  readonly writeId: string;
}

export type CommitOutcome = { readonly kind: 'committed' } | { readonly kind: 'conflict' };

const MOST_ITEMS = 100;
const MOST_TRIES = 6;

/**
 * "One transaction: the new state with its expectations, its audit event, its outbox rows." After a
 * conflict, a throttle or a lost answer the first change's audit line is read consistently: own id
 * there = committed; another = conflict (decide again on the winner); neither = another try, with
 * jitter. Throws what the engine threw when the tries are used up.
 */
export async function commit(store: Store, write: Commit): Promise<CommitOutcome> {
  const items = transactItems(store, write);
  if (items.length > MOST_ITEMS) throw new Error(`a transaction of ${items.length} items`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await store.client.send(new TransactWriteItemsCommand({ TransactItems: items }));
      return { kind: 'committed' };
    } catch (error) {
      const winner = await whoWon(store, write);
      if (winner) return { kind: winner };
      if (isConditionFailure(error)) return { kind: 'conflict' };
      await afterTrouble(store, error, attempt, MOST_TRIES);
    }
  }
}

/** Whose audit line stands at the number this write wanted, if any. */
async function whoWon(store: Store, write: Commit): Promise<'committed' | 'conflict' | undefined> {
  const [first] = write.changes;
  const key = lineKey(first.subject, (first.from ?? EMPTY_CHAIN).seq + 1);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const line = await readItem(store, store.audit, key);
      if (!line) return undefined;
      return line.writeId === write.writeId ? 'committed' : 'conflict';
    } catch (error) {
      await afterTrouble(store, error, attempt, MOST_TRIES);
    }
  }
}

function isConditionFailure(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  return error.CancellationReasons?.some((one) => one.Code === 'ConditionalCheckFailed') ?? false;
}

function transactItems(store: Store, write: Commit): TransactWriteItem[] {
  const plain = (item: Item) => ({ TableName: store.registry, Item: toAttributes(item) });
  return [
    ...write.changes.flatMap((change) => changeItems(store, change, write.writeId)),
    ...(write.creates ?? []).map((item) => ({
      Put: { ...plain(item), ConditionExpression: 'attribute_not_exists(pk)' },
    })),
    ...(write.puts ?? []).map((item) => ({ Put: plain(item) })),
    ...(write.deletes ?? []).map((key) => ({
      Delete: { TableName: store.registry, Key: marshall(key) },
    })),
    ...(write.unchanged ?? []).map(({ subject, from }) => ({
      ConditionCheck: {
        TableName: store.registry,
        Key: marshall(headKey(subject)),
        ...asRead(from),
      },
    })),
  ];
}

function asRead(from: ChainHead | undefined) {
  if (!from) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: 'v = :v',
    ExpressionAttributeValues: marshall({ ':v': from.seq }),
  };
}

/** The head, expected unchanged since it was read, the audit line that goes with the change, and its marks. */
function changeItems(store: Store, change: Change, writeId: string): TransactWriteItem[] {
  const { subject, from, state, index } = change;
  const line = nextLine(from ?? EMPTY_CHAIN, { ...change.event, subject }, store.sha);
  const kind = subject.slice(0, subject.indexOf('/'));
  const head = { ...headKey(subject), kind, ...index, v: line.seq, hash: line.hash, data: state };
  const stored = { ...lineKey(subject, line.seq), kind: 'line', writeId, line };
  const marks = [
    markItem(line),
    ...(isListed(subject) ? [changedItem({ subject, v: line.seq })] : []),
  ];
  return [
    { Put: { TableName: store.registry, Item: toAttributes(head), ...asRead(from) } },
    ...marks.map((item) => ({ Put: { TableName: store.registry, Item: toAttributes(item) } })),
    {
      Put: {
        TableName: store.audit,
        Item: toAttributes(stored),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ];
}

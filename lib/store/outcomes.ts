import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type DayCount, dayCountSchema, type Outcome } from '../core/outcomes.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { type Head, toAttributes } from './item.ts';
import { readAll, readItem, readPart } from './read.ts';
import type { Key, Store } from './store.ts';
import { afterTrouble } from './trouble.ts';

/** A report of one run, as its workflow sends it. */
export interface RunReport {
  /** The workflow's own: the same one again is counted once. */
  readonly id: string;
  readonly workflow: string;
  readonly component: string;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly outcome: Outcome;
}

const KEPT_MINUTES = 40 * 24 * 60;
const MOST_TRIES = 12;

function partition(component: string): string {
  return `outcomes/${component}`;
}

/** A counter for each day and workflow: nobody's reports wait for those of another. */
function counterKey({ component, day, workflow }: RunReport): Key {
  return { pk: partition(component), sk: `${day}#${workflow}` };
}

function reportKey({ workflow, id }: RunReport): Key {
  return { pk: `reports/${workflow}`, sk: id };
}

/**
 * Counts a run in. `again`: a report of this id was counted before. These are figures and no state:
 * nothing is decided by them, so no event goes with them. Both items leave by themselves after 40
 * days. Throws what the engine threw when the tries are used up.
 */
export async function countRun(
  store: Store,
  report: RunReport,
  now: string,
): Promise<'counted' | 'again'> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await readPart(store, counterKey(report), dayCountSchema);
    try {
      const TransactItems = countItems(store, { report, before, now });
      await store.client.send(new TransactWriteItemsCommand({ TransactItems }));
      return 'counted';
    } catch (error) {
      // Also after a commit whose answer was lost: counted once is what was wanted.
      if (await readItem(store, store.registry, reportKey(report))) return 'again';
      if (error instanceof TransactionCanceledException && attempt < MOST_TRIES) {
        await store.pause(Math.ceil(store.random() * 8 * attempt));
      } else await afterTrouble(store, error, attempt, MOST_TRIES);
    }
  }
}

function countItems(
  store: Store,
  { report, before, now }: { report: RunReport; before: Head<DayCount> | undefined; now: string },
): TransactWriteItem[] {
  const { day, outcome } = report;
  const known = before?.state ?? { day, success: 0, failure: 0 };
  const data = { ...known, [outcome]: known[outcome] + 1 };
  const ttl = unixSeconds(minutesAfter(now, KEPT_MINUTES));
  const v = (before?.chain.seq ?? 0) + 1;
  const counter = { ...counterKey(report), kind: 'outcomes', v, ttl, data };
  const marker = { ...reportKey(report), kind: 'report', ttl, data: {} };
  const TableName = store.registry;
  const expected = before
    ? { ConditionExpression: 'v = :v', ExpressionAttributeValues: marshall({ ':v': v - 1 }) }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  return [
    { Put: { TableName, Item: toAttributes(counter), ...expected } },
    {
      Put: {
        TableName,
        Item: toAttributes(marker),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ];
}

/** The counts of a component that are kept, one for each day and workflow. */
export async function readCounts(store: Store, component: string): Promise<DayCount[]> {
  const listing = { partition: partition(component), schema: dayCountSchema };
  return (await readAll(store, listing)).map((head) => head.state);
}

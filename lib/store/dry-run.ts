import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { WouldDo } from '../core/job-run.ts';
import type { Store } from './store.ts';

const lineSchema = z.object({ kind: z.literal('line'), line: z.object({ event: z.string() }) });
const eventSchema = z.object({ subject: z.string(), kind: z.string() });
const rowSchema = z.object({
  kind: z.literal('outbox'),
  data: z.object({ what: z.string(), subject: z.string(), place: z.string() }),
});

const WRITES = [
  TransactWriteItemsCommand,
  PutItemCommand,
  DeleteItemCommand,
  UpdateItemCommand,
  BatchWriteItemCommand,
] as const;

/**
 * A store that reads what is there and writes nothing: what would be written is noted. As nothing
 * changes, whoever goes on after a step finds it undone; the same step once more is thrown out, so
 * that no loop runs for ever.
 */
export function dryStore(store: Store): { readonly store: Store; readonly found: () => WouldDo } {
  const noted = notes();
  const client = new Proxy(store.client, {
    get: (target, name) => {
      if (name !== 'send') return Reflect.get(target, name);
      return async (...asked: Parameters<DynamoDBClient['send']>) => {
        const [command] = asked;
        if (!WRITES.some((one) => command instanceof one)) return target.send(...asked);
        if (command instanceof TransactWriteItemsCommand) {
          noted.note(command.input.TransactItems ?? []);
        }
        return { $metadata: {} };
      };
    },
  });
  return { store: { ...store, client }, found: noted.found };
}

function notes() {
  const changes = new Map<string, WouldDo['changes'][number]>();
  const messages: WouldDo['messages'][number][] = [];
  const state = { more: false };
  return {
    note: (items: readonly TransactWriteItem[]) => {
      const puts = items.flatMap(({ Put }) => (Put?.Item ? [unmarshall(Put.Item)] : []));
      const fresh = puts.flatMap((put) => {
        const line = lineSchema.safeParse(put).data?.line;
        const event = line && eventSchema.parse(JSON.parse(line.event));
        return event ? [{ place: `${put.pk} ${put.sk}`, event }] : [];
      });
      if (fresh.some(({ place }) => changes.has(place))) {
        state.more = true;
        throw new Error('a dry run shows the first step of each thing');
      }
      for (const { place, event } of fresh) {
        changes.set(place, { subject: event.subject, event: event.kind });
      }
      messages.push(...puts.flatMap((put) => rowSchema.safeParse(put).data?.data ?? []));
    },
    found: (): WouldDo => ({ changes: [...changes.values()], messages, more: state.more }),
  };
}

import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Deps } from '../acts/deps.ts';
import { deliverAll } from './drain.ts';
import type { SlackPort } from './slack.ts';

const PREFIX = 'outbox/';

/** The pipe's message: the stream's record as it is. Of it only the key counts. */
const recordSchema = z.object({
  dynamodb: z.object({ Keys: z.object({ pk: z.object({ S: z.string().startsWith(PREFIX) }) }) }),
});

/**
 * Handles a batch from one of the lanes' queues. A row that is put back in the table is done with as
 * far as the queue goes; one that broke down, and a message that is none of ours, come again and at
 * last go to the dead letters, where somebody looks.
 */
export function queueHandler(deps: Deps, port: () => Promise<SlackPort>) {
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const read = event.Records.map((record) => ({ message: record.messageId, row: rowOf(record) }));
    const rows = [...new Set(read.flatMap(({ row }) => (row === undefined ? [] : [row])))];
    const slack = await port();
    const broken = new Set<string | undefined>(await deliverAll(deps, slack, rows));
    const failures = read.filter(({ row }) => row === undefined || broken.has(row));
    for (const { message } of failures.filter(({ row }) => row === undefined)) {
      deps.log.error({ message }, 'a message of the outbox names no row');
    }
    return { batchItemFailures: failures.map((one) => ({ itemIdentifier: one.message })) };
  };
}

function rowOf(record: SQSRecord): string | undefined {
  const parsed = recordSchema.safeParse(parse(record.body));
  return parsed.success ? parsed.data.dynamodb.Keys.pk.S.slice(PREFIX.length) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

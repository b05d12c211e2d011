import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Deps, WebhookSender } from '../acts/deps.ts';
import { deliverAll } from './drain.ts';
import type { SlackPort } from './slack.ts';
import { sendWebhooks } from './webhook-lane.ts';

const PREFIX = 'outbox/';

/** The pipe's message: the stream's record as it is. Of it only the key counts, and where it is to go. */
const recordSchema = z.object({
  dynamodb: z.object({
    Keys: z.object({ pk: z.object({ S: z.string().startsWith(PREFIX) }) }),
    NewImage: z.object({ lane: z.object({ S: z.string() }).optional() }).optional(),
  }),
});

/**
 * Handles a batch from one of the lanes' queues. A row that is put back in the table is done with as
 * far as the queue goes; one that broke down, and a message that is none of ours, come again and at
 * last go to the dead letters, where somebody looks.
 */
export function queueHandler(deps: Deps, port: () => Promise<SlackPort>, sender: WebhookSender) {
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const read = event.Records.map((record) => ({ message: record.messageId, row: rowOf(record) }));
    const rows = new Map(read.flatMap(({ row }) => (row ? [[row.id, row.webhook]] : [])));
    const hooked = [...rows].flatMap(([id, webhook]) => (webhook ? [id] : []));
    const shown = [...rows].flatMap(([id, webhook]) => (webhook ? [] : [id]));
    // Side by side: a receiver that is slow holds up no card, and Slack's trouble no webhook.
    const lists = await Promise.all([
      sendWebhooks(deps, sender, hooked),
      shown.length === 0 ? [] : deliverAll(deps, await port(), shown),
    ]);
    const broken = new Set(lists.flat());
    const failures = read.filter(({ row }) => row === undefined || broken.has(row.id));
    for (const { message } of failures.filter(({ row }) => row === undefined)) {
      deps.log.error({ message }, 'a message of the outbox names no row');
    }
    return { batchItemFailures: failures.map((one) => ({ itemIdentifier: one.message })) };
  };
}

function rowOf(record: SQSRecord): { id: string; webhook: boolean } | undefined {
  const parsed = recordSchema.safeParse(parse(record.body));
  if (!parsed.success) return undefined;
  const { Keys, NewImage } = parsed.data.dynamodb;
  return { id: Keys.pk.S.slice(PREFIX.length), webhook: NewImage?.lane?.S === 'webhook' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import * as z from 'zod';

/**
 * What DynamoDB does now and then, and an engine on one machine never:
 * - `conflict`: another transaction holds an item; nothing is written
 * - `throttle`: the partition's throughput is spent; nothing is written
 * - `throttle-table`: the same, in the words used for a whole on-demand table
 * - `throttle-in-transaction`: the same, as a transaction reports it
 * - `error-500`: an internal error; nothing is written
 * - `commit-then-500`: an internal error after the write
 * - `commit-then-timeout`: the write is done and its answer lost; the connection drops
 */
export type Fault =
  | 'conflict'
  | 'throttle'
  | 'throttle-table'
  | 'throttle-in-transaction'
  | 'error-500'
  | 'commit-then-500'
  | 'commit-then-timeout';

export type WireAnswer = { readonly status: number; readonly body: string };

const namespace = 'com.amazonaws.dynamodb.v20120810#';
const conflictText = 'Transaction is ongoing for the item';
const throughputText =
  'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.';

const transaction = z.object({ TransactItems: z.array(z.unknown()) });

/** The answer of a fault, spelled as DynamoDB spells it; undefined for the one whose answer never comes. */
export function faultAnswer(fault: Fault, request: unknown): WireAnswer | undefined {
  switch (fault) {
    case 'conflict':
      return conflict(request);
    case 'throttle':
      return refusal('ProvisionedThroughputExceededException', { message: throughputText });
    case 'throttle-table':
      return refusal('ThrottlingException', { message: 'Rate exceeded for the table.' });
    case 'throttle-in-transaction':
      return cancelled('ThrottlingError', 'Throughput exceeds the current capacity.', request);
    case 'error-500':
    case 'commit-then-500':
      return { ...refusal('InternalServerError', { message: 'Internal error' }), status: 500 };
    case 'commit-then-timeout':
      return undefined;
  }
}

function conflict(request: unknown): WireAnswer {
  const isTransaction = transaction.safeParse(request).success;
  if (isTransaction) return cancelled('TransactionConflict', conflictText, request);
  return refusal('TransactionConflictException', { message: conflictText });
}

function cancelled(code: string, text: string, request: unknown): WireAnswer {
  const items = transaction.safeParse(request).data?.TransactItems ?? [{}];
  const codes = items.map(() => code).join(', ');
  return refusal('TransactionCanceledException', {
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: items.map(() => ({ Code: code, Message: text })),
  });
}

function refusal(name: string, fields: Readonly<Record<string, unknown>>): WireAnswer {
  return { status: 400, body: JSON.stringify({ __type: namespace + name, ...fields }) };
}

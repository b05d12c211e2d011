import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { Store } from './store.ts';

const BUSY = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'TimeoutError',
  'ECONNRESET',
]);
const BUSY_REASONS = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);
const FIRST_WAIT_MS = 20;

/**
 * Waits with full jitter before another try, or throws: at once for an error that another try
 * cannot mend, after `most` tries for any other.
 */
export async function afterTrouble(
  store: Pick<Store, 'pause' | 'random'>,
  error: unknown,
  attempt: number,
  most: number,
): Promise<void> {
  if (attempt >= most || !mayPass(error)) throw error;
  await store.pause(Math.ceil(store.random() * FIRST_WAIT_MS * 2 ** attempt));
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TransactionCanceledException) {
    return error.CancellationReasons?.some((one) => BUSY_REASONS.has(one.Code ?? '')) ?? false;
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return BUSY.has(error.name) || BUSY.has(code);
}

import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { afterTrouble } from '../../lib/store/trouble.ts';

function waiter(random = 0.5) {
  const pauses: number[] = [];
  const pause = async (ms: number) => void pauses.push(ms);
  return { pauses, store: { pause, random: () => random } };
}

function named(name: string, code?: string): Error {
  return Object.assign(new Error(name), { name }, code ? { code } : {});
}

function cancelled(...codes: string[]): Error {
  const CancellationReasons = codes.map((Code) => ({ Code }));
  return new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons,
  });
}

describe('trouble that may pass', () => {
  test.each([
    named('TransactionConflictException'),
    named('TransactionInProgressException'),
    named('ProvisionedThroughputExceededException'),
    named('ThrottlingException'),
    named('RequestLimitExceeded'),
    named('InternalServerError'),
    named('TimeoutError'),
    named('Error', 'ECONNRESET'),
    cancelled('None', 'TransactionConflict'),
    cancelled('ThrottlingError', 'None'),
    cancelled('ProvisionedThroughputExceeded'),
  ])('%s is waited for', async (error) => {
    const { pauses, store } = waiter();
    await afterTrouble(store, error, 1, 6);
    expect(pauses).toEqual([20]);
  });

  test('is waited for longer each time, with full jitter', async () => {
    for (const [random, most] of [
      [0, 0],
      [0.25, 80],
      [0.999, 320],
    ] as const) {
      const { pauses, store } = waiter(random);
      await afterTrouble(store, named('ThrottlingException'), 4, 6);
      expect(pauses).toEqual([most]);
    }
  });

  test('is thrown when the tries are used up', async () => {
    const { pauses, store } = waiter();
    await expect(afterTrouble(store, named('ThrottlingException'), 6, 6)).rejects.toThrow(
      'Throttling',
    );
    expect(pauses).toEqual([]);
  });
});

describe('trouble that another try cannot mend', () => {
  test.each([
    named('ValidationException'),
    named('AccessDeniedException'),
    named('ResourceNotFoundException'),
    cancelled('ConditionalCheckFailed'),
    cancelled('ItemCollectionSizeLimitExceeded'),
    'no error at all',
  ])('%s is thrown at once', async (error) => {
    const { pauses, store } = waiter();
    await expect(afterTrouble(store, error, 1, 6)).rejects.toBe(error);
    expect(pauses).toEqual([]);
  });
});

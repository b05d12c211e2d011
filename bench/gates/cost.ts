import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export const ROUNDS = 200;

/** Counts what is asked of the engine. */
export function counting(client: DynamoDBClient) {
  const count = { requests: 0, transactions: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        count.requests += 1;
        if (commandName === 'TransactWriteItemsCommand') count.transactions += 1;
        return next(args);
      },
    { step: 'initialize' },
  );
  return count;
}
export type Count = ReturnType<typeof counting>;

const round = (value: number) => Math.round(value * 10) / 10;

/** What came of it, with its time on the clock, of the processor, and its requests. */
export async function measured<T>(count: Count, act: () => Promise<T>) {
  Object.assign(count, { requests: 0, transactions: 0 });
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const value = await act();
  const { user, system } = process.cpuUsage(cpu);
  const ms = round(performance.now() - started);
  return { value, ms, cpu_ms: round((user + system) / 1000), ...count };
}

function percentile(sorted: readonly number[], part: number): number {
  return round(sorted[Math.ceil(part * sorted.length) - 1] ?? 0);
}

/** What one act costs by itself, one after the other. */
export async function costOf(count: Count, act: (n: number) => Promise<unknown>) {
  const cpu: number[] = [];
  let [requests, ms] = [0, 0];
  for (let n = 0; n < ROUNDS; n += 1) {
    const one = await measured(count, () => act(n));
    cpu.push(one.cpu_ms);
    requests = one.requests;
    ms += one.ms;
  }
  cpu.sort((a, b) => a - b);
  const per_second = Math.round(ROUNDS / (ms / 1000));
  return {
    requests,
    cpu_ms_p50: percentile(cpu, 0.5),
    cpu_ms_p99: percentile(cpu, 0.99),
    per_second,
  };
}

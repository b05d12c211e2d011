import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, inject } from 'vitest';
import { processEnvironment } from '../../lib/environment.ts';
import { startEngine } from '../../lib/local/engine.ts';
import { createTables, type TableNames } from '../../lib/local/tables.ts';

export type TestEngine = {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly tables: TableNames;
  readonly stop: () => Promise<void>;
};

/** A client for an engine or a fault proxy on this machine: any credentials do, and one attempt per call. */
export function testClient(endpoint: string, sockets = 1_000): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    // The SDK's own 50 would keep a larger race from ever lining up.
    requestHandler: {
      httpAgent: { maxSockets: sockets },
      // Many that queue for few sockets is what some races are about.
      socketAcquisitionWarningTimeout: 600_000,
    },
  });
}

/**
 * The real engine, in memory, with both tables created from the synthesized template. One per test file:
 * start it in `beforeAll`, stop it in `afterAll`. Throws when this machine has no engine: "If the engine is absent
 * the run fails; it never skips silently."
 */
export async function testEngine(): Promise<TestEngine> {
  // Only PATH is passed on: an engine that DYNAMODB_ENDPOINT names would be shared by all test files.
  const engine = await startEngine({ env: { PATH: processEnvironment().PATH } });
  if (engine.kind === 'refused') throw new Error(engine.message);
  const client = testClient(engine.endpoint);
  const tables = { registry: 'test-registry', audit: 'test-audit' };
  await createTables(client, inject('tablesTemplate'), tables);
  const stop = async () => {
    client.destroy();
    await engine.stop();
  };
  return { endpoint: engine.endpoint, client, tables, stop };
}

/** One engine for the tests of a file, stopped after the last of them. Called at the top of the file. */
export function engineOfFile(): () => TestEngine {
  let engine: TestEngine | undefined;
  beforeAll(async () => {
    engine = await testEngine();
  });
  afterAll(() => engine?.stop());
  return () => {
    if (!engine) throw new Error('within hooks and tests only');
    return engine;
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ChainHead } from '../../lib/core/audit.ts';
import { processEnvironment } from '../../lib/environment.ts';
import { startEngine } from '../../lib/local/engine.ts';
import { createTables, synthesizeTables } from '../../lib/local/tables.ts';
import { type Change, commit } from '../../lib/store/commit.ts';
import type { Subject } from '../../lib/store/keys.ts';
import { readLines } from '../../lib/store/log.ts';
import type { Store } from '../../lib/store/store.ts';
import { createStore } from '../../lib/wire.ts';

const AT_ONCE = 16;
const SUBJECTS = 1_000;

/** Events a second on the local engine: one subject, one after another, and over 1,000, sixteen at a time. */
export async function writingSpeed(seconds: number) {
  const folder = mkdtempSync(join(tmpdir(), 'yardmaster-bench-'));
  const template = await synthesizeTables(join(folder, 'cdk.out'));
  rmSync(folder, { recursive: true, force: true });
  const engine = await startEngine({ env: { PATH: processEnvironment().PATH } });
  if (engine.kind === 'refused') throw new Error(engine.message);
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  const tables = { registry: 'bench-registry', audit: 'bench-audit' };
  try {
    await createTables(client, template, tables);
    const store = createStore(client, tables);
    const one = await spell(seconds, [writer(store, () => 'request/one')]);
    let turn = 0;
    const next = (): Subject => {
      turn += 1;
      return `request/many-${turn % SUBJECTS}`;
    };
    const writers = Array.from({ length: AT_ONCE }, () => writer(store, next));
    return { one_subject: one, thousand_subjects: await spell(seconds, writers) };
  } finally {
    client.destroy();
    await engine.stop();
  }
}

type Writer = (n: number) => Promise<void>;

function writer(store: Store, subjectOf: () => Subject): Writer {
  return async (n) => {
    const subject = subjectOf();
    const [line] = await readLines(store, subject, 1);
    const from: ChainHead | undefined = line;
    const actor = { kind: 'system' as const, id: 'bench' };
    const event = { kind: 'said', at: '2026-11-23T09:00:00.000Z', actor, data: { n } };
    const changes: [Change] = [{ subject, from, state: { n }, event }];
    const outcome = await commit(store, {
      changes,
      writeId: `${subject} ${n} ${performance.now()}`,
    });
    if (outcome.kind !== 'committed') throw new Error('a fork was tried');
  };
}

/** Each writer writes one after another for so many seconds. Returns events a second of all. */
async function spell(seconds: number, writers: readonly Writer[]): Promise<number> {
  const start = performance.now();
  const end = start + seconds * 1_000;
  let events = 0;
  const run = async (write: Writer) => {
    while (performance.now() < end) {
      events += 1;
      await write(events);
    }
  };
  await Promise.all(writers.map(run));
  return Math.round((events * 1_000) / (performance.now() - start));
}

/**
 * "Who pins this?" over registries of 1,000 and 100,000 workflows on the local engine: read units
 * of the edges and the time of the whole answer over HTTP, page after page of 100, for answers of
 * 10, 481 and 5,000 workflows. `--json` prints one object.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createApi } from '../lib/api/app.ts';
import { createClient } from '../lib/client/client.ts';
import { processEnvironment } from '../lib/environment.ts';
import { startEngine } from '../lib/local/engine.ts';
import { sampleLogins } from '../lib/local/sample/seed.ts';
import { serve } from '../lib/local/serve.ts';
import { createTables, synthesizeTables } from '../lib/local/tables.ts';
import { testDeps } from '../test/kit/deps.ts';
import { ANSWERS, componentOf, fill, RANGE } from './dependents/fill.ts';

const SIZES = [1_000, 100_000];
const PAGE = 100;
const ROUNDS = 12;

interface Row {
  readonly workflows: number;
  readonly answer: number;
  readonly read_units: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

async function measure(size: number, template: unknown): Promise<Row[]> {
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
    const deps = await testDeps({ client, tables });
    await fill(client, tables.registry, size);
    const served = await serve(createApi(deps), undefined, 0);
    const token = (await sampleLogins(deps)).owner;
    const api = createClient({ baseUrl: served.url, token });
    const rows: Row[] = [];
    for (const answer of ANSWERS.filter((one) => one <= size)) {
      rows.push({ workflows: size, ...(await question(api, answer)) });
    }
    await served.close();
    return rows;
  } finally {
    client.destroy();
    await engine.stop();
  }
}

async function question(api: ReturnType<typeof createClient>, answer: number) {
  const times: number[] = [];
  let units = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    const whole = await wholeAnswer(api, answer);
    times.push(performance.now() - started);
    if (whole.rows !== answer) throw new Error(`${whole.rows} rows instead of ${answer}`);
    units = whole.units;
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => Math.round((times[Math.ceil(part * ROUNDS) - 1] ?? 0) * 10) / 10;
  return { answer, read_units: units, p50_ms: at(0.5), p95_ms: at(0.95) };
}

async function wholeAnswer(api: ReturnType<typeof createClient>, answer: number) {
  const [kind = '', name = ''] = componentOf(answer).split('/');
  let cursor: string | undefined;
  let rows = 0;
  let units = 0;
  do {
    const page = { range: RANGE, transitive: 'yes' as const, limit: PAGE, cursor };
    const outcome = await api.dependents(kind, name, page);
    if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
    rows += outcome.value.dependents.length;
    units += outcome.value.read_units;
    cursor = outcome.value.next;
  } while (cursor);
  return { rows, units };
}

const folder = mkdtempSync(join(tmpdir(), 'yardmaster-bench-'));
const template = await synthesizeTables(join(folder, 'cdk.out'));
const rows: Row[] = [];
for (const size of SIZES) rows.push(...(await measure(size, template)));
rmSync(folder, { recursive: true, force: true });

if (values.json) {
  console.log(JSON.stringify({ page: PAGE, rounds: ROUNDS, rows }));
} else {
  console.log('workflows   answer   read units   p50 ms   p95 ms');
  for (const row of rows) {
    const { workflows, answer, read_units, p50_ms, p95_ms } = row;
    const cells = [workflows, answer, read_units, p50_ms, p95_ms].map(String);
    console.log(cells.map((cell, at) => cell.padStart([9, 9, 13, 9, 9][at] ?? 9)).join(''));
  }
}

/**
 * Finding over a catalog of 10,000 entries on the local engine: what it takes to store it, what a
 * process pays that starts with the stored one, with and without changes since, or without any, and
 * how long a query takes. `--entries N`, `--data DIR`; `--json` prints one object.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { catalogIndex } from '../lib/acts/catalog-index.ts';
import type { Deps } from '../lib/acts/deps.ts';
import { reportDuplicates } from '../lib/acts/duplicate-report.ts';
import { storeCatalog } from '../lib/acts/store-catalog.ts';
import { loadShelf, loadStates, packCatalog } from '../lib/acts/stored-catalog.ts';
import { processEnvironment } from '../lib/environment.ts';
import { startEngine } from '../lib/local/engine.ts';
import { createTables, synthesizeTables } from '../lib/local/tables.ts';
import { readIndexHead, type StoredIndex } from '../lib/store/stored-index.ts';
import { draft, publish } from '../test/kit/catalog.ts';
import { testDeps } from '../test/kit/deps.ts';
import { put } from './dependents/fill.ts';
import { catalogItems } from './finding/fill.ts';
import { loadEntries } from './search/data.ts';
import { parseJudgements } from './search/measure.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '10000' },
    data: { type: 'string', default: join(import.meta.dirname, '../../shared/data') },
    json: { type: 'boolean', default: false },
  },
});
const ROUNDS = 5;
const size = Number(values.entries);
const queries = parseJudgements(
  readFileSync(join(values.data, 'search-judgements.shared.jsonl'), 'utf8'),
).map(({ query }) => query);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return tenth(performance.now() - start);
}

const tenth = (ms: number) => Math.round(ms * 10) / 10;

/** Time on the clock, and of the processor alone: the second says more where others are at work. */
async function spent(work: () => Promise<unknown>) {
  const before = process.cpuUsage();
  const ms = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu_ms: tenth((user + system) / 1000) };
}

/** What it takes until the maps are there, and until the first answer after that; medians. */
async function started(deps: Deps) {
  const loads = [];
  const finds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const index = catalogIndex(deps, () => 0);
    loads.push(await spent(() => index.load()));
    finds.push(await spent(async () => (await index.load()).find(queries[0] ?? 'reply', 10)));
  }
  return { load: median(loads), first_find: median(finds) };
}

function median(list: readonly { readonly ms: number; readonly cpu_ms: number }[]) {
  const of = (key: 'ms' | 'cpu_ms') =>
    at(
      list.map((one) => one[key]),
      0.5,
    );
  return { ms: of('ms'), cpu_ms: of('cpu_ms') };
}

async function queried(deps: Deps) {
  const catalog = await catalogIndex(deps, () => 0).load();
  await catalog.find('reply', 10);
  const find: number[] = [];
  const similar: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const query of queries) {
      find.push(await timed(() => catalog.find(query, 10)));
      similar.push(await timed(() => catalog.similar(query, 10)));
    }
  }
  const parts = (times: readonly number[]) => ({
    p50_ms: at(times, 0.5),
    p95_ms: at(times, 0.95),
    slowest_ms: at(times, 1),
  });
  return { find: parts(find), similar: parts(similar) };
}

function at(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

/** What the two parts take as they are stored. */
async function storedBytes(deps: Deps, stored: StoredIndex) {
  const [states, shelf] = await Promise.all([loadStates(deps, stored), loadShelf(deps, stored)]);
  if (!states || !shelf) throw new Error('the stored catalog is not whole');
  const { bytes } = await packCatalog(deps, stored.generation, { states, shelf });
  return { states: bytes.states.length, shelf: bytes.shelf.length };
}

async function measure(deps: Deps) {
  const whole = await started(deps);
  const stored_in = await spent(() => storeCatalog(deps));
  const stored = (await readIndexHead(deps.store))?.state.stored;
  if (!stored) throw new Error('nothing was stored');
  const before = process.memoryUsage().rss;
  const from_stored = await started(deps);
  const answers = await queried(deps);
  const more_mb = Math.round((process.memoryUsage().rss - before) / 1_000_000);
  for (let n = 0; n < 20; n += 1) {
    await publish(deps, [draft({ kind: 'block', name: `since-${n}`, version: '1.0.0' })]);
  }
  const with_20_changes = await started(deps);
  const duplicates = await spent(() => reportDuplicates(deps));
  return {
    entries: stored.entries,
    items: stored.states.chunks + stored.shelf.chunks,
    bytes: await storedBytes(deps, stored),
    stored_in,
    read_whole: whole,
    from_stored,
    with_20_changes,
    ...answers,
    duplicates,
    more_mb,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'yardmaster-bench-'));
const template = await synthesizeTables(join(folder, 'cdk.out'));
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
  await put(client, tables.registry, catalogItems([...loadEntries(values.data).values()], size));
  const measured = await measure(deps);
  console.log(values.json ? JSON.stringify(measured) : JSON.stringify(measured, null, 2));
} finally {
  client.destroy();
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Plays the first hour of an empty machine, then the first working day on another one with the
 * sample organisation, without a browser: signed requests into the Slack door, HTTP into the API,
 * each in a data folder of its own. `--json` prints one object with every step's milliseconds; the
 * exit code is 1 when a step fails.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from '../lib/environment.ts';
import { startMachine } from '../lib/local/machine.ts';
import type { Ctx, Step } from './walk/context.ts';
import { FIRST_HOUR } from './walk/first-hour.ts';
import { FIRST_DAY } from './walk/steps.ts';

interface StepResult {
  readonly step: string;
  readonly ms: number;
  readonly ok: boolean;
  readonly error?: string;
}

interface Walk {
  readonly start: string;
  readonly steps: readonly (readonly [string, Step])[];
  readonly more: Readonly<Record<string, string>>;
}

const WALKS: readonly Walk[] = [
  {
    start: 'start without a sample: a code is printed',
    steps: FIRST_HOUR,
    more: { YARDMASTER_SAMPLE: 'none' },
  },
  { start: 'start on an empty folder', steps: FIRST_DAY, more: {} },
];

async function walkAll(): Promise<{ ok: boolean; steps: StepResult[] }> {
  const steps: StepResult[] = [];
  for (const one of WALKS) {
    const { ok, steps: done } = await walk(one);
    steps.push(...done);
    if (!ok) return { ok, steps };
  }
  return { ok: true, steps };
}

async function walk({ start, steps, more }: Walk): Promise<{ ok: boolean; steps: StepResult[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'yardmaster-walk-'));
  const { PATH } = processEnvironment();
  const ports = { YARDMASTER_PORT: '0', YARDMASTER_PAGE_PORT: '0', LOG_LEVEL: 'silent' };
  const results: StepResult[] = [];
  const env = { PATH, YARDMASTER_DATA: folder, ...ports, ...more };
  const machine = await timed(start, results, () => startMachine(env));
  try {
    if (machine?.kind !== 'machine') return { ok: false, steps: results };
    const context: Ctx = { machine, notes: new Map() };
    for (const [name, step] of steps) {
      await timed(name, results, () => step(context));
      if (!results.at(-1)?.ok) break;
    }
  } finally {
    if (machine?.kind === 'machine') await machine.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const ok = results.every((one) => one.ok) && results.length === steps.length + 1;
  return { ok, steps: results };
}

async function timed<T>(
  step: string,
  results: StepResult[],
  run: () => Promise<T>,
): Promise<T | undefined> {
  const started = performance.now();
  const ms = () => Math.round((performance.now() - started) * 10) / 10;
  try {
    const value = await run();
    results.push({ step, ms: ms(), ok: true });
    return value;
  } catch (error) {
    results.push({ step, ms: ms(), ok: false, error: String(error) });
    return undefined;
  }
}

const outcome = await walkAll();
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(outcome, null, 2));
} else {
  for (const { step, ms, ok, error } of outcome.steps) {
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${String(ms).padStart(8)} ms  ${step}`);
    if (error) console.log(`       ${error}`);
  }
}
process.exitCode = outcome.ok ? 0 : 1;

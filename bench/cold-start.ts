import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { bundle, functionEntries } from '../scripts/bundle.ts';
import { startFakeAws } from '../test/kit/fake-aws.ts';
import { startLambda } from '../test/kit/lambda-runtime.ts';

/**
 * Cold init of the Slack function, from the start of its process to its first request for an event, against the same
 * function bundled with esbuild's defaults. In turns in one run: a busy machine slows both. An empty function shows
 * what Node and the runtime client cost by themselves, which no bundling changes: `net` is the ratio without it.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a number from 1 on');

const REACH = 0.4;
const SECRET = 'arn:slack-secret';
const secret = {
  bot_token: 'xoxb-of-the-bench',
  signing_secret: 'signing-secret-of-the-bench',
  bot_id: 'B0YARD',
  bot_user_id: 'U0YARD',
  home: 'T0YARD',
};
const environment = {
  YARDMASTER_REGISTRY_TABLE: 'registry',
  YARDMASTER_AUDIT_TABLE: 'audit',
  YARDMASTER_SEAL_KEY_ARN: 'arn:seal-key',
  YARDMASTER_SLACK_SECRET_ARN: SECRET,
  YARDMASTER_BASE_URL: 'https://yard.example.com',
  AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
};

/** As esbuild does it by itself for Node; minified too, so that only what is in the bundle differs. */
async function bundleByDefault(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [functionEntries.slack],
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    minify: true,
    legalComments: 'none',
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

function summary(folder: string, times: readonly number[]) {
  const kib = Math.ceil(statSync(join(folder, 'index.js')).size / 1024);
  return { kib, ms: Math.round(median(times)), fastest: Math.round(Math.min(...times)) };
}

function emptyFunction(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), 'exports.handler = async () => {};\n');
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
}

async function measure(root: string) {
  const names = ['slack', 'default', 'empty'] as const;
  const times = { slack: [0], default: [0], empty: [0] };
  await bundle({ outdir: root, entries: { slack: functionEntries.slack } });
  await bundleByDefault(join(root, 'default'));
  emptyFunction(join(root, 'empty'));
  const aws = await startFakeAws({ secrets: { [SECRET]: JSON.stringify(secret) } });
  const env = { ...environment, ...aws.env };
  // One start of each before the first that counts: the files are then in the machine's cache.
  for (let run = 0; run <= runs; run += 1) {
    for (const name of names) {
      const lambda = await startLambda({ bundleDir: join(root, name), env });
      await lambda.stop();
      times[name][Math.max(run - 1, 0)] = lambda.initMs;
    }
  }
  await aws.stop();
  return {
    ours: summary(join(root, 'slack'), times.slack),
    default: summary(join(root, 'default'), times.default),
    empty: summary(join(root, 'empty'), times.empty),
  };
}

const root = mkdtempSync(join(tmpdir(), 'yardmaster-cold-start-'));
try {
  const measured = await measure(root);
  const { ours, default: usual, empty } = measured;
  const ratio = Number((ours.ms / usual.ms).toFixed(2));
  const net = Number(((ours.ms - empty.ms) / (usual.ms - empty.ms)).toFixed(2));
  const result = { runs, ...measured, ratio, net, reach: REACH, ok: ratio <= REACH };
  const rows = Object.entries(measured).map(
    ([name, { kib, ms }]) => `${name.padEnd(8)} ${String(kib).padStart(5)} KiB ${ms} ms\n`,
  );
  process.stdout.write(
    values.json
      ? `${JSON.stringify(result)}\n`
      : `${rows.join('')}ratio ${ratio}, without the empty function's part ${net}; to reach: ${REACH}\n`,
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}

import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../scripts/bundle.ts';
import { type TestEngine, testEngine } from './engine.ts';
import { type Lambda, startLambda } from './lambda-runtime.ts';

let engine: TestEngine;
let outdir: string;
const running: Lambda[] = [];

beforeAll(async () => {
  outdir = mkdtempSync(join(tmpdir(), 'yardmaster-lambda-'));
  await bundle({ outdir, entries: { fixture: 'test/kit/lambda-runtime-fixture.ts' } });
  engine = await testEngine();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((lambda) => lambda.stop()));
});
afterAll(async () => {
  await engine.stop();
  rmSync(outdir, { recursive: true, force: true });
});

const env = () => ({
  SIGNING_SECRET: 'a signing secret',
  TABLE: engine.tables.registry,
  AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
});

test('a signed Slack command goes in, and its answer from the database comes out', async () => {
  const Item = { pk: { S: 'drafter' }, sk: { S: 'HEAD' } };
  await engine.client.send(new PutItemCommand({ TableName: engine.tables.registry, Item }));
  const lambda = await started();
  const found = await lambda.invoke(command('drafter'));
  const missed = await lambda.invoke(command('nothing'));
  expect(found).toMatchObject({ statusCode: 200, body: 'Found drafter.' });
  expect(missed).toMatchObject({ statusCode: 200, body: 'Nothing found.' });
});

test('a command with a wrong signature is refused', async () => {
  const lambda = await started();
  const event = command('drafter');
  const headers = { ...event.headers, 'x-slack-signature': 'v0=0000' };
  expect(await lambda.invoke({ ...event, headers })).toMatchObject({ statusCode: 401 });
  expect(lambda.logs()).toContain('Invalid request signature');
});

test("the handler's error rejects with its name and message, and the next event is served", async () => {
  const lambda = await started();
  const failed = lambda.invoke({ fail: 'throw' });
  await expect(failed).rejects.toMatchObject({ name: 'TypeError', message: 'told to throw' });
  expect(await lambda.invoke(command('nothing'))).toMatchObject({ statusCode: 200 });
});

test('a process that ends in an invocation rejects that one and all later ones', async () => {
  const lambda = await started();
  await expect(lambda.invoke({ fail: 'exit' })).rejects.toThrow('process ended (7)');
  await expect(lambda.invoke(command('late'))).rejects.toThrow('process ended (7)');
});

test('a failed initialization rejects with its error', async () => {
  const { TABLE: _, ...incomplete } = env();
  const start = startLambda({ bundleDir: join(outdir, 'fixture'), env: incomplete });
  await expect(start).rejects.toMatchObject({ name: 'ZodError', message: /TABLE/ });
});

test('a bundle that ends its process while loading rejects instead of hanging', async () => {
  const bundleDir = mkdtempSync(join(outdir, 'exits-'));
  writeFileSync(join(bundleDir, 'package.json'), '{"type":"commonjs"}');
  writeFileSync(join(bundleDir, 'index.js'), 'process.exit(3)');
  await expect(startLambda({ bundleDir, env: {} })).rejects.toThrow('process ended (3)');
});

test("the function sees nothing of the test's own environment", async () => {
  const bundleDir = mkdtempSync(join(outdir, 'env-'));
  writeFileSync(join(bundleDir, 'package.json'), '{"type":"commonjs"}');
  writeFileSync(
    join(bundleDir, 'index.js'),
    'exports.handler = async () => Object.keys(process.env).filter((name) => !/^_|AWS|LAMBDA/.test(name))',
  );
  const lambda = await startLambda({ bundleDir, env: { GIVEN: 'yes' } });
  running.push(lambda);
  expect(await lambda.invoke({})).toEqual(expect.arrayContaining(['GIVEN', 'NODE_ENV']));
  expect(await lambda.invoke({})).not.toContain('PATH');
});

async function started(): Promise<Lambda> {
  const lambda = await startLambda({ bundleDir: join(outdir, 'fixture'), env: env() });
  running.push(lambda);
  return lambda;
}

/** A slash command as API Gateway hands it over, signed as Slack signs it. */
function command(text: string) {
  const body = new URLSearchParams({
    command: '/yard',
    text,
    team_id: 'T1',
    user_id: 'U1',
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', 'a signing secret')
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
    isBase64Encoded: false,
  };
}

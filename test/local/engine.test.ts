import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hiddenHost, type RunningEngine, startEngine } from '../../lib/local/engine.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardmaster-engine-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('answers as soon as it has started, and no longer once it is stopped', async () => {
  const engine = await started({});
  expect(await answers(engine.endpoint)).toBe(true);
  await engine.stop();
  await engine.ended;
  expect(await answers(engine.endpoint)).toBe(false);
});

test('may be stopped twice', async () => {
  const engine = await started({});
  await engine.stop();
  await expect(engine.stop()).resolves.toBeUndefined();
});

test('gives every engine a port of its own', async () => {
  const engines = await Promise.all([started({}), started({}), started({}), started({})]);
  expect(new Set(engines.map((engine) => engine.endpoint)).size).toBe(4);
  await Promise.all(engines.map((engine) => engine.stop()));
});

test('refuses a port that another program holds, and names it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await startEngine({ env: {}, port })).toEqual({
    kind: 'refused',
    reason: 'port-taken',
    message: `Port ${port} is taken by another program. Stop that program or choose another port.`,
  });
  server.close();
});

test('takes the endpoint that the environment names, and starts nothing', async () => {
  const env = { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' };
  expect(await startEngine({ env })).toMatchObject({
    kind: 'running',
    endpoint: 'http://127.0.0.1:1',
  });
});

test('finds the engine on PATH where no package fits the machine', async () => {
  const packaged = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
  symlinkSync(join(dirname(packaged), 'dynoxide'), join(folder, 'dynoxide'));
  const engine = await started({ env: { PATH: `/nowhere:${folder}` }, platform: 'plan9-x64' });
  expect(await answers(engine.endpoint)).toBe(true);
  await engine.stop();
});

test('names the one command to run where there is no engine', async () => {
  const start = await startEngine({ env: { PATH: '/nowhere' }, platform: 'plan9-x64' });
  expect(start).toMatchObject({ kind: 'refused', reason: 'no-engine' });
  expect(start.kind === 'refused' && start.message).toContain('`npm install --global dynoxide`');
});

test('says what the engine said when it cannot start', async () => {
  const dbPath = join(folder, 'no', 'such', 'folder', 'db');
  expect(await startEngine({ env: {}, dbPath })).toMatchObject({
    kind: 'refused',
    reason: 'failed',
    message: expect.stringMatching(/did not start: .*(open|database)/i),
  });
});

test('leaves no engine behind when its parent is killed', async () => {
  const module = new URL('../../lib/local/engine.ts', import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then((m) => m.startEngine({ env: {} })).then((e) => console.log(e.endpoint))`;
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(parent.stdout, 'data');
  const endpoint = String(line).trim();
  expect(await answers(endpoint)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => answers(endpoint), { timeout: 5_000 }).toBe(false);
});

async function started(
  options: Partial<Parameters<typeof startEngine>[0]>,
): Promise<RunningEngine> {
  const start = await startEngine({ env: {}, ...options });
  if (start.kind === 'refused') throw new Error(start.message);
  return start;
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(endpoint)).ok;
  } catch {
    return false;
  }
}

test.each([
  [[0, 0, 0], 'linux', '127.0.0.1'],
  [[18, 52, 253], 'linux', '127.18.52.254'],
  [[255, 255, 255], 'win32', '127.255.255.2'],
  [[18, 52, 86], 'darwin', '127.0.0.1'],
])('hides from web pages behind %j on %s: %s', (random, platform, host) => {
  expect(hiddenHost(Uint8Array.from(random), platform)).toBe(host);
});

test('answers at a loopback address of its own', async () => {
  const host = hiddenHost(Uint8Array.of(18, 52, 86), 'linux');
  const engine = await startEngine({ env: { PATH: '' }, host });
  if (engine.kind === 'refused') throw new Error(engine.message);
  expect(engine.endpoint).toContain('http://127.18.52.87:');
  await engine.stop();
});

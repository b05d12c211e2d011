import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Environment } from '../environment.ts';

export type EngineOptions = {
  /** Where DYNAMODB_ENDPOINT and PATH are looked up. */
  readonly env: Environment;
  /** A free one is chosen when absent. */
  readonly port?: number;
  /** The database file; without it everything is in memory and gone at the end. */
  readonly dbPath?: string;
  /** A loopback address; 127.0.0.1 when absent. See `hiddenHost`. */
  readonly host?: string;
  /** Which packaged binary fits, as `linux-x64`; this machine's when absent. */
  readonly platform?: string;
};

export type RunningEngine = {
  readonly kind: 'running';
  readonly endpoint: string;
  /** Ends the engine's process and waits until it is gone. Calling it twice is harmless. */
  readonly stop: () => Promise<void>;
  /** Resolves when the engine's process has ended, by stop or by itself; never for an endpoint that was given. */
  readonly ended: Promise<void>;
};

export type EngineStart =
  | RunningEngine
  | {
      readonly kind: 'refused';
      readonly reason: 'no-engine' | 'port-taken' | 'failed';
      /** One sentence for the person at the terminal, with the command to run where there is one. */
      readonly message: string;
    };

type Attempt = {
  readonly binary: string;
  readonly host: string;
  readonly port: number;
  readonly dbPath?: string;
};

const HOST = '127.0.0.1';
const readyWithinMs = 10_000;
const patienceMs = 5_000;

const noEngine =
  'No DynamoDB-compatible engine was found for this machine. Run `npm install --global dynoxide` and start again, ' +
  'or set DYNAMODB_ENDPOINT to one that already runs.';

/**
 * Starts the database of one machine, or takes the one that DYNAMODB_ENDPOINT names (which is then never stopped).
 * Streams stay off: nothing locally reads them, and the engine slows down as their records pile up.
 */
export async function startEngine(options: EngineOptions): Promise<EngineStart> {
  const given = options.env.DYNAMODB_ENDPOINT;
  if (given) {
    return { kind: 'running', endpoint: given, stop: async () => {}, ended: new Promise(() => {}) };
  }
  const binary = findBinary(options);
  if (binary === undefined) return { kind: 'refused', reason: 'no-engine', message: noEngine };
  const attempt = { ...options, binary, host: options.host ?? HOST };
  if (options.port !== undefined) return launch({ ...attempt, port: options.port });
  return launchOnFreePort(attempt);
}

/**
 * An address of the loopback range that nobody can guess, from 24 random bits. The engine checks no signature and lets
 * every web page read its answers, so a page open in the browser must not find it. macOS has 127.0.0.1 alone.
 */
export function hiddenHost(random: Uint8Array, platform: string): string {
  if (platform === 'darwin') return HOST;
  const [a = 0, b = 0, c = 0] = random;
  // Neither ends in 0 nor in 255: some systems take those for networks.
  return `127.${a}.${b}.${(c % 254) + 1}`;
}

/** Between finding a free port and using it another process may take it; then another one is found. */
async function launchOnFreePort(options: Omit<Attempt, 'port'>): Promise<EngineStart> {
  for (let tries = 1; ; tries += 1) {
    const start = await launch({ ...options, port: await freePort(options.host) });
    const again = start.kind === 'refused' && start.reason === 'port-taken' && tries < 5;
    if (!again) return start;
  }
}

function findBinary({ env, platform }: EngineOptions): string | undefined {
  const inPackage = packagedBinary(platform ?? `${process.platform}-${process.arch}`);
  if (inPackage !== undefined) return inPackage;
  const onPath = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, executable()));
  return onPath.find(isExecutable);
}

function packagedBinary(platform: string): string | undefined {
  const { resolve } = createRequire(import.meta.url);
  try {
    const manifest = resolve(`@dynoxide/${platform}/package.json`);
    const binary = join(dirname(manifest), executable());
    return isExecutable(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

function executable(): string {
  return process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

async function launch(attempt: Attempt): Promise<EngineStart> {
  const { host } = attempt;
  const args = ['serve', '--host', host, '--port', String(attempt.port)];
  if (attempt.dbPath !== undefined) args.push('--db-path', attempt.dbPath);
  const child = spawnTied(attempt.binary, args);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-4_000);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
    child.once('close', () => resolve());
  });
  const endpoint = `http://${host}:${attempt.port}`;
  if (await answers(endpoint, ended, () => said.includes('listening'))) {
    return { kind: 'running', endpoint, ended, stop: () => end(child, ended) };
  }
  await end(child, ended);
  return failure(attempt.port, said);
}

/**
 * The engine must never outlive its parent, however that one dies: a shell holds both, and ends the engine as soon
 * as the pipe to its standard input closes. It is a group of its own, so that Ctrl-C reaches only the parent, which
 * can finish its writes before it stops the engine. It inherits no environment: that may hold Slack's tokens.
 */
function spawnTied(binary: string, args: readonly string[]): ChildProcess {
  if (process.platform === 'win32')
    return spawn(binary, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  const script =
    'exec 3<&0; "$0" "$@" </dev/null 3<&- & engine=$!; ' +
    '{ read -r _ <&3; kill "$engine"; } >/dev/null 2>&1 & exec 3<&-; wait "$engine"';
  return spawn('/bin/sh', ['-c', script, binary, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
    env: {},
  });
}

/** An answer alone proves nothing: on a taken port it is somebody else's. The child itself must have said it listens. */
async function answers(
  endpoint: string,
  ended: Promise<void>,
  listening: () => boolean,
): Promise<boolean> {
  let alive = true;
  ended.then(() => {
    alive = false;
  });
  const until = performance.now() + readyWithinMs;
  while (alive && performance.now() < until) {
    if (listening() && (await reachable(endpoint))) return alive;
    await Promise.race([ended, pause(5)]);
  }
  return false;
}

async function reachable(endpoint: string): Promise<boolean> {
  try {
    await (await fetch(endpoint)).body?.cancel();
    return true;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.stdin?.on('error', () => {});
  child.stdin?.end();
  if (process.platform === 'win32') child.kill();
  const stuck = setTimeout(() => killGroup(child), patienceMs);
  await ended;
  clearTimeout(stuck);
}

/** The last resort for an engine that does not end when asked to; nothing is lost that it had acknowledged. */
function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined && process.platform !== 'win32') process.kill(-pid, 'SIGKILL');
}

function failure(port: number, said: string): EngineStart {
  if (said.includes('already in use')) {
    const message = `Port ${port} is taken by another program. Stop that program or choose another port.`;
    return { kind: 'refused', reason: 'port-taken', message };
  }
  const message = `The database engine did not start: ${said.trim() || 'it said nothing.'}`;
  return { kind: 'refused', reason: 'failed', message };
}

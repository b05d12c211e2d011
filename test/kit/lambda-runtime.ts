import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { startRuntimeApi } from './lambda-runtime-api.ts';

export type LambdaOptions = {
  /** The folder whose index.js exports `handler`. */
  readonly bundleDir: string;
  /** All that the function sees beyond what Lambda itself sets; nothing of the test's own environment. */
  readonly env: Readonly<Record<string, string>>;
};

export type Lambda = {
  /** What the handler returned. Rejects with the handler's error (name and message), or when the process ended. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Everything that the function wrote to its log so far. */
  readonly logs: () => string;
  /** Milliseconds from the start of the process to its first request for an event. */
  readonly initMs: number;
  readonly stop: () => Promise<void>;
};

const timeoutMs = 30_000;

/**
 * Runs a bundle under Lambda's real runtime client, in a process of this Node.
 * Rejects when the function fails to initialize or its process ends before it is ready.
 */
export async function startLambda({ bundleDir, env }: LambdaOptions): Promise<Lambda> {
  const api = await startRuntimeApi(timeoutMs);
  const client = createRequire(import.meta.url).resolve('aws-lambda-ric');
  const preload = new URL('./lambda-runtime-preload.mjs', import.meta.url).href;
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--import', preload, client], {
    cwd: bundleDir,
    env: { ...lambdaEnvironment(bundleDir, api.address), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
    });
  }
  const closed = once(child, 'close');
  closed.then(([code, signal]) => {
    api.fail(new Error(`the function's process ended (${code ?? signal}): ${log.trim()}`));
  });
  const stop = async () => {
    child.kill('SIGKILL');
    await closed;
    await api.stop();
  };
  try {
    await api.ready;
  } catch (error) {
    await stop();
    throw error;
  }
  return { invoke: api.invoke, logs: () => log, initMs: performance.now() - startedAt, stop };
}

/** What Lambda sets by itself. The credentials are dummies, so that no instance metadata is looked for. */
function lambdaEnvironment(bundleDir: string, address: string): Record<string, string> {
  return {
    AWS_LAMBDA_RUNTIME_API: address,
    _HANDLER: 'index.handler',
    LAMBDA_TASK_ROOT: bundleDir,
    AWS_LAMBDA_FUNCTION_NAME: 'test',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/test',
    AWS_LAMBDA_LOG_STREAM_NAME: 'test',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    NODE_ENV: 'production',
  };
}

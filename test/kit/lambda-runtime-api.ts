import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';

export type RuntimeApi = {
  /** host:port, as AWS_LAMBDA_RUNTIME_API gives it. */
  readonly address: string;
  /** Resolves when the function asks for its first event; rejects when its initialization failed. */
  readonly ready: Promise<void>;
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Ends whatever waits, with `reason`. */
  readonly fail: (reason: Error) => void;
  readonly stop: () => Promise<void>;
};

type Waiting = PromiseWithResolvers<unknown> & { readonly id: string; readonly event: unknown };
type State = {
  readonly ready: PromiseWithResolvers<void>;
  readonly queue: Waiting[];
  readonly running: Map<string, Waiting>;
  poll: ServerResponse | undefined;
  broken: Error | undefined;
};

const errorSchema = z.object({ errorType: z.string(), errorMessage: z.string() });

/** The Runtime API of Lambda, as far as one function with one event at a time asks for it. */
export async function startRuntimeApi(timeoutMs: number): Promise<RuntimeApi> {
  const state: State = {
    ready: Promise.withResolvers(),
    queue: [],
    running: new Map(),
    poll: undefined,
    broken: undefined,
  };
  // Whoever starts the function awaits it; until then a failure must not end the process.
  state.ready.promise.catch(() => {});
  const server = createServer((request, response) => {
    route(state, timeoutMs, { request, response }).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  let invocations = 0;
  return {
    address: `127.0.0.1:${address.port}`,
    ready: state.ready.promise,
    invoke: (event) => {
      if (state.broken !== undefined) return Promise.reject(state.broken);
      invocations += 1;
      const waiting = { ...Promise.withResolvers<unknown>(), id: `request-${invocations}`, event };
      state.queue.push(waiting);
      serve(state, timeoutMs);
      return waiting.promise;
    },
    fail: (reason) => fail(state, reason),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function route(
  state: State,
  timeoutMs: number,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const path = request.url?.replace('/2018-06-01/runtime/', '') ?? '';
  if (path === 'invocation/next') {
    state.poll = response;
    state.ready.resolve();
    serve(state, timeoutMs);
    return;
  }
  const text = await readText(request);
  response.writeHead(202).end();
  if (path === 'init/error') return fail(state, remoteError(text));
  const [, id = '', outcome] = path.split('/');
  const waiting = state.running.get(id);
  state.running.delete(id);
  if (outcome === 'response') waiting?.resolve(text === '' ? undefined : JSON.parse(text));
  else waiting?.reject(remoteError(text));
}

function serve(state: State, timeoutMs: number): void {
  const response = state.poll;
  const waiting = response && state.queue.shift();
  if (waiting === undefined) return;
  state.poll = undefined;
  state.running.set(waiting.id, waiting);
  response?.writeHead(200, {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': waiting.id,
    'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
    'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:test',
  });
  response?.end(JSON.stringify(waiting.event));
}

function fail(state: State, reason: Error): void {
  state.broken ??= reason;
  state.ready.reject(state.broken);
  for (const waiting of [...state.queue.splice(0), ...state.running.values()]) {
    waiting.reject(state.broken);
  }
  state.running.clear();
}

function remoteError(text: string): Error {
  const { errorType, errorMessage } = errorSchema.parse(JSON.parse(text));
  const error = new Error(errorMessage);
  error.name = errorType;
  return error;
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Fault, faultAnswer } from './fault-proxy-answers.ts';
import { closedGate, type Gate, type Hold } from './fault-proxy-gate.ts';

type Operation =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'TransactGetItems'
  | 'TransactWriteItems'
  | 'UpdateItem';

type Target = {
  readonly operation: Operation;
  /** Of the operation's requests only those whose parsed body this accepts. */
  readonly match?: (body: unknown) => boolean;
};

type Injection = Target & {
  readonly fault: Fault;
  /** How many requests are hit; 1 when absent. */
  readonly times?: number;
  /** How many that would be hit are let through first; 0 when absent. */
  readonly skip?: number;
};

type Seen = {
  readonly operation: string;
  readonly body: unknown;
  readonly fault: Fault | undefined;
};

export type FaultProxy = {
  readonly endpoint: string;
  readonly inject: (injection: Injection) => void;
  /** Stops requests on their way in, so that several can be lined up and let go at once. */
  readonly hold: (target: Target) => Hold;
  /** Every request in the order in which it went on to the engine or met its fault. */
  readonly seen: readonly Seen[];
  /** Forgets faults and what was seen, and lets go whatever is held. */
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
};

type Rule = { readonly injection: Injection; times: number; skip: number };
type HoldRule = { readonly target: Target; readonly gate: Gate };
type State = { readonly rules: Rule[]; readonly holds: HoldRule[]; readonly seen: Seen[] };
type Exchange = {
  readonly target: string;
  readonly raw: Buffer<ArrayBuffer>;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

/** A proxy in front of the engine at `target` that injects "what an engine alone never shows". */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const state: State = { rules: [], holds: [], seen: [] };
  const server = createServer((request, response) => {
    // A caller that went away, or an engine that was stopped under the test, ends in a dropped connection too.
    handle(state, target, { request, response }).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const clear = () => {
    state.rules.length = 0;
    state.seen.length = 0;
    for (const { gate } of state.holds.splice(0)) gate.open();
  };
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    inject: (injection) => {
      state.rules.push({ injection, times: injection.times ?? 1, skip: injection.skip ?? 0 });
    },
    hold: (held) => addHold(state, held),
    seen: state.seen,
    clear,
    stop: async () => {
      clear();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function addHold(state: State, target: Target): Hold {
  const gate = closedGate();
  const rule = { target, gate };
  state.holds.push(rule);
  const release = () => {
    const index = state.holds.indexOf(rule);
    if (index >= 0) state.holds.splice(index, 1);
    gate.open();
  };
  return { arrived: gate.arrived, release };
}

async function handle(
  state: State,
  target: string,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const raw = await readBody(request);
  const operation = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
  const body: unknown = JSON.parse(raw.toString('utf8') || 'null');
  const held = state.holds.find((rule) => applies(rule.target, operation, body));
  if (held !== undefined) await held.gate.pass();
  const fault = takeFault(state.rules, operation, body);
  state.seen.push({ operation, body, fault });
  await answer({ target, raw, request, response }, fault, body);
}

function applies(target: Target, operation: string, body: unknown): boolean {
  return target.operation === operation && (target.match?.(body) ?? true);
}

function takeFault(rules: readonly Rule[], operation: string, body: unknown): Fault | undefined {
  for (const rule of rules) {
    if (rule.times === 0 || !applies(rule.injection, operation, body)) continue;
    if (rule.skip > 0) {
      rule.skip -= 1;
      continue;
    }
    rule.times -= 1;
    return rule.injection.fault;
  }
  return undefined;
}

async function answer(exchange: Exchange, fault: Fault | undefined, body: unknown): Promise<void> {
  if (fault === undefined) return forward(exchange, true);
  if (fault.startsWith('commit-then')) await forward(exchange, false);
  const wire = faultAnswer(fault, body);
  if (wire === undefined) {
    exchange.request.socket.destroy();
    return;
  }
  exchange.response.writeHead(wire.status, { 'content-type': 'application/x-amz-json-1.0' });
  exchange.response.end(wire.body);
}

async function forward(
  { target, raw, request, response }: Exchange,
  reply: boolean,
): Promise<void> {
  const headers = new Headers();
  for (const name of ['authorization', 'content-type', 'x-amz-date', 'x-amz-target']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const answered = await fetch(target, { method: 'POST', headers, body: raw });
  const text = Buffer.from(await answered.arrayBuffer());
  if (!reply) return;
  response.writeHead(answered.status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

import type { AnswerOf, Operation } from '../contract/operation.ts';
import { type Outcome, readFailure, type Unreachable } from './outcome.ts';

export interface ClientOptions {
  /** Without a slash at the end: `http://127.0.0.1:4601`. */
  readonly baseUrl: string;
  /** A workflow's key or a person's login. */
  readonly token?: string | undefined;
  readonly fetch?: (request: Request) => Response | Promise<Response>;
  /** Waits so many milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** 0 ≤ n < 1 */
  readonly random?: () => number;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/** What goes into a request; the client's functions give it types. */
export interface Sent {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
}

/** Longer than the longest wait that a server grants. */
const TIMEOUT_MS = 70_000;
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 200;

export function pauseOf(options: ClientOptions): (milliseconds: number) => Promise<void> {
  return options.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
}

/** One request, one outcome. A refusal is a value; nothing is thrown. */
export async function callOnce<O extends Operation>(
  options: ClientOptions,
  operation: O,
  sent: Sent,
): Promise<Outcome<AnswerOf<O>> & { readonly retryAfter?: number }> {
  const response = await send(options, operation, sent);
  if ('kind' in response) return response;
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const after = Number.isFinite(retryAfter) ? { retryAfter } : {};
  if (!response.ok) return { ...(await readFailure(response)), ...after };
  const { status } = response;
  const body = await response.json().catch(() => undefined);
  const parsed = operation.answer.safeParse(body);
  if (!parsed.success) {
    const detail = `The server's answer to ${operation.id} is not as described.`;
    return { kind: 'unexpected', status, detail };
  }
  // The operation's own schema made this value, which the compiler cannot follow.
  return { kind: 'ok', value: parsed.data as AnswerOf<O>, status, ...after };
}

/** For what may be sent twice and is done once: tries again while nobody answers or the server is in trouble. */
export async function callAgain<O extends Operation>(
  options: ClientOptions,
  operation: O,
  sent: Sent,
): Promise<Outcome<AnswerOf<O>> & { readonly retryAfter?: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await callOnce(options, operation, sent);
    if (attempt >= ATTEMPTS || !worthAnotherTry(outcome)) return outcome;
    const backoff = FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + (options.random ?? Math.random)());
    await pauseOf(options)(Math.max(backoff, (outcome.retryAfter ?? 0) * 1000));
  }
}

function worthAnotherTry(outcome: Outcome<unknown>): boolean {
  if (outcome.kind === 'unreachable') return true;
  return outcome.kind !== 'ok' && (outcome.status >= 500 || outcome.status === 429);
}

/** The response as it came, or that none came. */
export async function send(
  options: ClientOptions,
  operation: Operation,
  sent: Sent,
): Promise<Response | Unreachable> {
  const { baseUrl, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS } = options;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    return await fetch(new Request(requestOf(options, operation, sent), { signal }));
  } catch (error) {
    return { kind: 'unreachable', baseUrl, detail: reasonOf(error) };
  }
}

/** What went wrong on the way, as the deepest cause tells it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message || error.name;
}

function requestOf(
  { baseUrl, token }: ClientOptions,
  operation: Operation,
  { params, query, body }: Sent,
): Request {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params?.[name] ?? ''),
  );
  const url = new URL(baseUrl.replace(/\/+$/, '') + path);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers = new Headers({ accept: operation.type ?? 'application/json' });
  if (token) headers.set('authorization', `Bearer ${token}`);
  const method = operation.method.toUpperCase();
  if (body === undefined) return new Request(url, { method, headers });
  headers.set('content-type', 'application/json');
  return new Request(url, { method, headers, body: JSON.stringify(body) });
}

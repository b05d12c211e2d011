import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { refuse } from '../messages.ts';
import type { Json } from '../options.ts';
import type { World } from '../world.ts';
import { chatMethods, tooSoon } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import type { Method } from './method.ts';
import { peopleMethods } from './people.ts';
import { viewMethods } from './views.ts';
import { workspaceMethods } from './workspace.ts';

const METHODS: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...viewMethods,
  ...peopleMethods,
  ...conversationMethods,
  ...workspaceMethods,
};

/** Arguments that Slack takes as JSON text in a form. */
const STRUCTURED = ['blocks', 'view', 'attachments', 'metadata', 'message'];

export type ApiAnswer = { status: number; body: Json; retryAfter?: number } | 'hang up';

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Arguments of a call from its address, form or JSON body. */
export function readArgs(request: IncomingMessage, body: string): Json {
  const isJson = request.headers['content-type']?.includes('json') ?? false;
  const query = new URL(request.url ?? '/', 'http://local').searchParams;
  const found: Record<string, unknown> = Object.fromEntries(query);
  if (isJson) Object.assign(found, parsed(body));
  else Object.assign(found, Object.fromEntries(new URLSearchParams(body)));
  for (const key of STRUCTURED) if (key in found) found[key] = parsed(found[key]);
  return found;
}

/** Who calls: "Bearer token or token param", the app token for apps.connections.open alone. */
function tokenProblem(world: World, method: string, token: string | undefined): string | undefined {
  if (method === 'blocks.validate' || method === 'api.test') return undefined;
  const { token: botToken, appToken } = world.options.bot;
  if (!token) return 'not_authed';
  if (token !== botToken && token !== appToken) return 'invalid_auth';
  const wanted = method === 'apps.connections.open' ? appToken : botToken;
  return token === wanted ? undefined : 'not_allowed_token_type';
}

const limited: ApiAnswer = { status: 429, body: refuse('ratelimited'), retryAfter: 1 };
const broken: ApiAnswer = { status: 500, body: refuse('internal_error') };

/** Calls a method with all faults that are planned for it. */
export async function callMethod(
  world: World,
  method: string,
  call: { args: Json; token: string | undefined },
): Promise<ApiAnswer> {
  const { faults } = world;
  const latency = faults.plan().latencyMs;
  const delay = latency[method] ?? latency['*'] ?? 0;
  if (delay > 0) await wait(delay);
  if (faults.take('drop', method)) return 'hang up';
  if (faults.take('rateLimit', method)) return limited;
  if (faults.take('fail500', method)) return broken;
  const act = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (!act) return { status: 200, body: refuse('unknown_method', { req_method: method }) };
  const problem = tokenProblem(world, method, call.token);
  if (problem) return { status: 200, body: refuse(problem) };
  if (method === 'chat.postMessage' && tooSoon(world, call.args)) return limited;
  const body = act(world, call.args);
  return faults.take('commitThen500', method) ? broken : { status: 200, body };
}

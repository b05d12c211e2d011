import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Deps } from '../acts/deps.ts';
import { milliseconds } from '../core/time.ts';
import { problem } from './problem.ts';
import type { ApiEnv } from './types.ts';

const REQUEST_ID = /^[\w.:-]{1,64}$/;

/**
 * Around every request: its id (the caller's own if it is a plain word), headers for all answers,
 * and one log line with the route's pattern. Never bodies, tokens or queries.
 */
export function around(deps: Deps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const given = c.req.header('x-request-id') ?? '';
    const requestId = REQUEST_ID.test(given) ? given : deps.newId('req');
    c.set('requestId', requestId);
    const from = deps.now();
    await next();
    c.header('x-request-id', requestId);
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    const ms = milliseconds(deps.now()) - milliseconds(from);
    const { status } = c.res;
    const line = { requestId, method: c.req.method, route: pattern(c), status, ms };
    deps.log.info(line, 'request');
  };
}

function pattern(c: Context<ApiEnv>): string {
  return matchedRoutes(c).find((route) => route.path !== '/*')?.path ?? 'none';
}

/** A bug or a broken pipe: the caller gets the request id "and nothing else"; the log gets where it broke. */
export function internal(deps: Deps) {
  return (error: Error, c: Context<ApiEnv>): Response => {
    const requestId = c.get('requestId');
    const frames = error.stack?.split('\n').filter((one) => one.startsWith('    at ')) ?? [];
    // The message may quote what was sent or stored.
    const where = { requestId, error: error.name, at: frames.slice(0, 6).map((one) => one.trim()) };
    deps.log.error(where, 'request failed');
    const say = `Something broke here. It was written down under ${requestId}.`;
    return problem(c, { why: 'internal', say });
  };
}

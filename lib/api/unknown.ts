import type { Context } from 'hono';
import { OPERATIONS } from '../contract/service.ts';
import { problem } from './problem.ts';
import type { ApiEnv } from './types.ts';

const PATTERNS = OPERATIONS.map(({ path, method }) => ({
  method: method.toUpperCase(),
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** No such address, or an address that knows other methods. */
export function unknownRoute(c: Context<ApiEnv>): Response {
  const known = PATTERNS.filter(({ pattern }) => pattern.test(c.req.path));
  const allow = known.map(({ method }) => method).join(', ');
  if (known.length === 0 || known.some(({ method }) => method === c.req.method)) {
    return problem(c, {
      why: 'no-route',
      say: 'There is nothing here. All addresses are described in /v1/openapi.json.',
    });
  }
  const response = problem(c, { why: 'wrong-method', say: `Use ${allow} for this address.` });
  response.headers.set('allow', allow);
  return response;
}

import type { Context } from 'hono';
import { PROBLEM_TYPE, type Problem, problemType } from '../contract/problem.ts';
import type { Refusal } from '../core/result.ts';
import { statusOf } from './refusals.ts';
import type { ApiEnv, Problems } from './types.ts';

/** A refusal as `application/problem+json`. */
export function problem(
  c: Context<ApiEnv>,
  { why, say, facts }: Pick<Refusal, 'why' | 'say' | 'facts'>,
  errors?: Problem['errors'],
): Response {
  const [status, title] = statusOf(why);
  // "With interval": a machine that waits for a login is told how long.
  const interval = facts?.interval;
  const rest = { ...(errors ? { errors } : {}), ...(interval === undefined ? {} : { interval }) };
  const instance = c.get('requestId');
  const body: Problem = { type: problemType(why), title, status, detail: say, instance, ...rest };
  const retryAfter = facts?.retryAfter;
  const headers = { 'content-type': PROBLEM_TYPE, ...headersFor(status, retryAfter) };
  return new Response(JSON.stringify(body), { status, headers });
}

function headersFor(status: number, retryAfter?: string | number): Record<string, string> {
  if (retryAfter !== undefined) return { 'retry-after': String(retryAfter) };
  if (status === 401) return { 'www-authenticate': 'Bearer realm="yardmaster"' };
  if (status === 503) return { 'retry-after': '5' };
  return {};
}

const MOST_NAMED = 50;

/** Every broken field of what was sent. */
export function problems(c: Context<ApiEnv>, { why, problems: found }: Problems): Response {
  const count = found.length === 1 ? 'One field is' : `${found.length} fields are`;
  const say = `${count} not accepted: ${found[0]?.field} ${found[0]?.say}`.slice(0, 500);
  const errors = found.slice(0, MOST_NAMED).map(({ field, say: message }) => ({ field, message }));
  return problem(c, { why, say }, errors);
}

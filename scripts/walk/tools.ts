import { setTimeout as pause } from 'node:timers/promises';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import type { Acting } from '../../lib/local/workspace/server.ts';
import type { Ctx } from './context.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
}

/** Somebody of the sample workspace at the keyboard. */
export function as(context: Ctx, who: keyof typeof PEOPLE): Acting {
  const { workspace } = context.machine;
  if (!workspace) throw new Error('the walk needs the local workspace');
  return workspace.driver.as(PEOPLE[who].id);
}

/** One HTTP request to the API; `key` is a workflow key or a login. */
export async function api(
  context: Ctx,
  method: string,
  path: string,
  said: { readonly key?: string | undefined; readonly body?: unknown },
): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (said.key) headers.authorization = `Bearer ${said.key}`;
  const body = said.body === undefined ? undefined : JSON.stringify(said.body);
  const response = await fetch(`${context.machine.apiUrl}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, text, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws with what was expected. */
export function need(holds: boolean, what: string): void {
  if (!holds) throw new Error(`expected that ${what}`);
}

export function expectStatus(answer: Answer, ...allowed: readonly number[]): void {
  need(
    allowed.includes(answer.status),
    `HTTP ${allowed.join(' or ')}, not ${answer.status}: ${answer.text}`,
  );
}

/** A text field of an answer. */
export function field(body: unknown, name: string): string {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  if (typeof value !== 'string') throw new Error(`expected a text "${name}" in the answer`);
  return value;
}

/** All text of a message, a view or several of them, in order. */
export function shownText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const parts = Array.isArray(value) ? value : Object.values(value);
  return parts.map(shownText).filter(Boolean).join(' ');
}

const PATIENCE_MS = 5_000;

/** Looks again and again until there is something, for five seconds at most. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(20);
  }
}

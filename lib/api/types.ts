import type { Hono } from 'hono';
import type { Deps } from '../acts/deps.ts';
import type { Refusal } from '../core/result.ts';

export interface ApiEnv {
  Variables: { requestId: string };
}

export type Api = Hono<ApiEnv>;

/** What routes are added to, and what their handlers reach the world through. */
export interface Door {
  readonly api: Api;
  readonly deps: Deps;
}

/** Every broken field at once, as `errors` of the problem. */
export interface Problems {
  readonly kind: 'problems';
  readonly why: 'bad-manifest' | 'bad-release' | 'invalid';
  readonly problems: readonly { readonly field: string; readonly say: string }[];
}

/** What a handler says; `serve` makes it HTTP. */
export type Answer<Body> =
  | {
      readonly kind: 'answer';
      readonly body: Body;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'lines'; readonly lines: AsyncIterable<string> }
  | Problems
  | Refusal;

export function answer<Body>(
  body: Body,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer<Body> {
  return { kind: 'answer', body, status, headers };
}

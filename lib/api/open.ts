import { Hono } from 'hono';
import type { Deps } from '../acts/deps.ts';
import { around, internal } from './around.ts';
import type { ApiEnv, Door } from './types.ts';
import { unknownRoute } from './unknown.ts';

/** A door without routes yet: request ids, log lines and problems for whatever goes wrong. */
export function openDoor(deps: Deps): Door {
  const api = new Hono<ApiEnv>();
  api.use('*', around(deps));
  api.onError(internal(deps));
  api.notFound(unknownRoute);
  return { api, deps };
}

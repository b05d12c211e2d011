import type { Deps } from '../acts/deps.ts';
import { documentOperation, healthOperation } from '../contract/service.ts';
import { serveApprovals } from './approvals.ts';
import { serveCatalog } from './catalog.ts';
import { serveCredentials } from './credentials.ts';
import { document } from './document.ts';
import { serveKeys } from './keys.ts';
import { serveLog } from './log.ts';
import { openDoor } from './open.ts';
import { serveAnybody } from './serve.ts';
import { type Api, answer, type Door } from './types.ts';
import { serveWorkflows } from './workflows.ts';

/**
 * The HTTP API for agents and CI. Without `consume` it signs nothing: "only `functions/credentials`
 * holds … receipt signing".
 */
export function createApi(deps: Deps, { consume = true } = {}): Api {
  const door = openDoor(deps);
  serveService(door);
  serveKeys(door);
  serveWorkflows(door);
  serveCatalog(door);
  serveApprovals(door);
  serveLog(door);
  if (consume) serveCredentials(door);
  return door.api;
}

function serveService(door: Door): void {
  let made: { openapi: string } | undefined;
  serveAnybody(door, healthOperation, async () => answer({ ok: true as const }));
  serveAnybody(door, documentOperation, async () => {
    made ??= { ...document(door.deps.settings.baseUrl) };
    return answer({ ...made });
  });
}

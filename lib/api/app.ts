import type { Deps } from '../acts/deps.ts';
import { documentOperation, healthOperation } from '../contract/service.ts';
import { serveApprovals } from './approvals.ts';
import { serveBaseline } from './baseline.ts';
import { serveCatalog } from './catalog.ts';
import { serveCredentials } from './credentials.ts';
import { serveDependents } from './dependents.ts';
import { document } from './document.ts';
import { serveEstate } from './estate.ts';
import { serveKeys } from './keys.ts';
import { serveLeaving } from './leaving.ts';
import { serveLog } from './log.ts';
import { serveLogins } from './logins.ts';
import { openDoor } from './open.ts';
import { serveRevisions } from './revisions.ts';
import { serveAnybody } from './serve.ts';
import { serveSettings } from './settings.ts';
import { serveStats } from './stats.ts';
import { serveTeams } from './teams.ts';
import { type Api, answer, type Door } from './types.ts';
import { serveWorkflows } from './workflows.ts';

/**
 * The HTTP API for agents and CI. Without `consume` it signs nothing: "only `functions/credentials`
 * holds … receipt signing".
 */
export function createApi(deps: Deps, { consume = true } = {}): Api {
  const door = openDoor(deps);
  serveService(door);
  serveLogins(door);
  serveKeys(door);
  serveWorkflows(door);
  serveRevisions(door);
  serveBaseline(door);
  serveCatalog(door);
  serveDependents(door);
  serveApprovals(door);
  serveLog(door);
  serveTeams(door);
  serveEstate(door);
  serveStats(door);
  serveLeaving(door);
  serveSettings(door);
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

import type { Deps } from '../acts/deps.ts';
import type { Works } from '../acts/job-runs.ts';
import { documentOperation, healthOperation } from '../contract/service.ts';
import { serveAccess } from './access.ts';
import { serveApprovals } from './approvals.ts';
import { serveBaseline } from './baseline.ts';
import { serveBreakGlass } from './break-glass.ts';
import { serveCampaigns } from './campaigns.ts';
import { serveCatalog } from './catalog.ts';
import { serveChanges } from './changes.ts';
import { serveConnectorScopes } from './connector-scopes.ts';
import { serveCredentials } from './credentials.ts';
import { serveDecide } from './decide-door.ts';
import { serveDelegation } from './delegation.ts';
import { serveDependents } from './dependents.ts';
import { document } from './document.ts';
import { serveDuplicates } from './duplicates.ts';
import { serveEstate } from './estate.ts';
import { serveEvents } from './events.ts';
import { serveExports } from './exports.ts';
import { serveExtensions } from './extensions.ts';
import { serveGates } from './gates.ts';
import { serveJobs } from './jobs.ts';
import { serveKeys } from './keys.ts';
import { serveCredentialsDeclared } from './leases.ts';
import { serveLeaving } from './leaving.ts';
import { serveListWorkflows } from './list-workflows.ts';
import { serveLog } from './log.ts';
import { serveLogins } from './logins.ts';
import { serveMcpRegistry } from './mcp-registry.ts';
import { serveModels } from './models.ts';
import { openDoor } from './open.ts';
import { servePauses } from './pauses.ts';
import { servePromotions, serveReports } from './promotions.ts';
import { serveReleases } from './releases.ts';
import { serveRevisions } from './revisions.ts';
import { serveSchemas } from './schemas.ts';
import { serveAnybody } from './serve.ts';
import { serveProvider, serveSettings } from './settings.ts';
import { serveStats } from './stats.ts';
import { serveStepUp } from './step-up.ts';
import { serveSystems } from './systems.ts';
import { serveTeams } from './teams.ts';
import { type Api, answer, type Door } from './types.ts';
import { serveUpgrades } from './upgrades.ts';
import { serveWebhooks } from './webhooks.ts';
import { serveWorkflows } from './workflows.ts';

interface Serving {
  readonly consume?: boolean;
  /** The jobs that can be started here; absent where a schedule of its own starts them. */
  readonly works?: Works;
}

/**
 * The HTTP API for agents and CI. Without `consume` it signs nothing: "only `functions/credentials`
 * holds … receipt signing".
 */
export function createApi(deps: Deps, { consume = true, works }: Serving = {}): Api {
  const door = openDoor(deps);
  serveService(door);
  serveSchemas(door);
  serveLogins(door);
  serveKeys(door);
  serveWorkflows(door);
  serveRevisions(door);
  serveUpgrades(door);
  serveAccess(door);
  serveBaseline(door);
  serveGates(door);
  serveCatalog(door);
  serveDuplicates(door);
  serveReleases(door);
  serveExports(door);
  serveMcpRegistry(door);
  serveDependents(door);
  serveModels(door);
  serveChanges(door);
  serveCampaigns(door);
  serveExtensions(door);
  serveSystems(door);
  serveConnectorScopes(door);
  serveCredentialsDeclared(door);
  servePauses(door);
  serveListWorkflows(door);
  servePromotions(door);
  serveApprovals(door);
  serveDelegation(door);
  serveWebhooks(door);
  serveReports(door);
  serveEvents(door);
  serveLog(door);
  serveTeams(door);
  serveEstate(door);
  serveStats(door);
  serveBreakGlass(door);
  serveJobs(door, works);
  serveLeaving(door);
  serveSettings(door);
  serveProvider(door);
  serveStepUp(door);
  serveDecide(door);
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

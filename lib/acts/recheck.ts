import { NAMED, PLATFORM } from '../store/indexes.ts';
import { EVERY_WORKFLOW, endRecheck, readRecheck } from '../store/rechecks.ts';
import { listAliases, listTeams } from '../store/teams.ts';
import { waitingApprovals } from './approvals.ts';
import { recheckApproval } from './cancel.ts';
import type { Deps } from './deps.ts';

/**
 * Deals with a note that a workflow, or the rules of all, changed: each approval that waits is held
 * against what is in force. A note that came meanwhile stays. Returns whether any approval changed.
 */
export async function recheckWaiting(deps: Deps, about: string): Promise<boolean> {
  const token = await readRecheck(deps.store, about);
  if (token === undefined) return false;
  // What was asked before its team went into another one is listed under the old id.
  const teams = await Promise.all([listTeams(deps.store), listAliases(deps.store)]);
  const places = [...teams.flat().map((team) => team.id), PLATFORM, NAMED];
  const waiting = await waitingApprovals(deps, places);
  const meant = waiting.filter((one) => about === EVERY_WORKFLOW || one.workflow === about);
  let changed = false;
  for (const { id } of meant) changed = (await recheckApproval(deps, id)) || changed;
  await endRecheck(deps.store, about, token);
  return changed;
}

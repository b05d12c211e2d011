import { listSystems, reach } from '../acts/reach.ts';
import { type ReachAnswer, reachOperation, systemsOperation } from '../contract/systems.ts';
import type { ReachRow } from '../core/reach.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 50;

/** "Which workflows can touch system S?" */
export function serveSystems(door: Door): void {
  const { deps } = door;
  servePerson(door, systemsOperation, async ({ caller }) => {
    const outcome = await listSystems(deps, caller);
    if (outcome.kind === 'refused') return outcome;
    const systems = outcome.systems.map(({ system, workflows }) => ({ system, workflows }));
    return answer({ systems, complete: outcome.filed });
  });
  servePerson(door, reachOperation, async ({ caller, params, query }) => {
    const outcome = await reach(deps, caller, {
      system: params.name,
      most: query.limit ?? USUAL,
      cursor: query.cursor,
    });
    if (outcome.kind === 'refused') return outcome;
    const { system, rows, next, filed, units } = outcome;
    return answer({ system, items: rows.map(view), next, complete: filed, read_units: units });
  });
}

function view(row: ReachRow): ReachAnswer {
  const { id, team, owner, backup, status, revision } = row.workflow;
  return {
    ...{ workflow: id, team, owner, backup, status, revision, gated: row.gated },
    via: [...row.via],
    scopes: [...row.scopes],
    waiting_scopes: [...row.waiting],
    gated_actions: [...row.gatedActions],
    open_actions: [...row.openActions],
  };
}

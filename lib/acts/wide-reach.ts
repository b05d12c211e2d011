import type { Lease } from '../core/lease.ts';
import { countSystems, systemKey } from '../core/systems.ts';
import { goesThrough, isStoppedBy } from '../core/wide-reach.ts';
import type { Workflow } from '../core/workflow.ts';
import { readLeasesOut } from '../store/leases.ts';
import type { Deps } from './deps.ts';
import type { Named } from './wide-pause.ts';

/** Who a pause for all stops. */
export interface WideReach {
  /** With a system's name as releases write it: they are compared letter by letter. */
  readonly named: Named;
  readonly workflows: readonly Workflow[];
}

/** The workflows that stop with it, from the catalog that the process holds. */
export async function wideReach(deps: Deps, { what, name }: Named): Promise<WideReach> {
  const { workflows } = await deps.catalog.load();
  const systems = what === 'system' ? countSystems(workflows.values()) : [];
  const written = systems.find((one) => one.key === systemKey(name))?.system;
  const named = { what, name: written ?? name };
  return { named, workflows: [...workflows.values()].filter((one) => isStoppedBy(named, one)) };
}

export interface StillOut {
  /** The first to end first. */
  readonly leases: readonly Lease[];
  /** Workflows that were not looked at, for there were too many. */
  readonly unseen: number;
}

/** A query for each: so many are looked at while somebody waits for the answer. */
const MOST_LOOKED_AT = 50;

/** "Lists what still works until when": credentials through it that are out already. */
export async function stillOut(deps: Deps, { named, workflows }: WideReach): Promise<StillOut> {
  const looked = workflows.slice(0, MOST_LOOKED_AT);
  const now = deps.now();
  const lists = await Promise.all(
    looked.map(async (one) => {
      const out = await readLeasesOut(deps.store, one.id, now);
      return out.filter((lease) => lease.kind !== 'secret' && goesThrough(named, one, lease));
    }),
  );
  const leases = lists.flat().sort((a, b) => (a.until < b.until ? -1 : 1));
  return { leases, unseen: workflows.length - looked.length };
}

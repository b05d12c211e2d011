import { gatedBy } from '../core/baseline-rules.ts';
import type { PersonKey } from '../core/people.ts';
import { type ReachRow, reachRow } from '../core/reach.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { countSystems, type SystemCount, systemKey, touchOf } from '../core/systems.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import { fromAttributes } from '../store/item.ts';
import { headKey } from '../store/keys.ts';
import { readTogether } from '../store/read.ts';
import { readSystemEdges } from '../store/systems.ts';
import { baselineToday } from './baseline.ts';
import type { Deps } from './deps.ts';
import { allFiled } from './file-systems.ts';
import { releasesLocked } from './locked-releases.ts';
import { mayNotHere } from './standing.ts';

export interface Reach {
  readonly kind: 'reach';
  /** As the first workflow on the page writes it, else as it was asked for. */
  readonly system: string;
  readonly rows: readonly ReachRow[];
  /** Goes on where this page ends; undefined after the last row. */
  readonly next: string | undefined;
  /** False while workflows of an earlier version are still being filed under their systems. */
  readonly filed: boolean;
  /** Read units of the edges on this page, as the engine counted them. */
  readonly units: number;
}

export interface ReachAsked {
  readonly system: string;
  readonly most: number;
  readonly cursor?: string | undefined;
}

const MOST = 100;
const CURSOR = /^EDGE#[a-z0-9._-]{1,80}$/;

/**
 * "Which workflows can touch system S: system edges, written with the revision". A page costs what it
 * shows, never the number of workflows there are. Names match in any case and with any spaces.
 */
export async function reach(
  deps: Deps,
  by: PersonKey,
  { system, most, cursor }: ReachAsked,
): Promise<Reach | Refusal<'not-allowed' | 'no-system' | 'bad-cursor'>> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  const key = systemKey(system);
  if (key === '') return refuse('no-system', 'Name the system, like CRM.');
  if (cursor !== undefined && !CURSOR.test(cursor)) {
    return refuse('bad-cursor', 'This cursor is none of ours. Ask for the first page.');
  }
  const [page, filed] = await Promise.all([
    touching(deps, key, { most: Math.min(Math.max(most, 1), MOST), after: cursor }),
    allFiled(deps),
  ]);
  const rows = await reachRows(deps, key, page.workflows);
  const [first] = rows;
  const written = first && touchOf(first.workflow.systems, key)?.system;
  return {
    kind: 'reach',
    system: written ?? system.trim(),
    rows,
    next: page.next,
    filed,
    units: page.units,
  };
}

/** The same of workflows that are read already; those that do not touch it are left out. */
async function reachRows(
  deps: Deps,
  key: string,
  workflows: readonly Workflow[],
): Promise<ReachRow[]> {
  const [releases, { baseline, today }] = await Promise.all([
    releasesLocked(
      deps,
      workflows.map((one) => throughOnly(one, key)),
    ),
    baselineToday(deps),
  ]);
  const ruled = (team: string, action: string) =>
    gatedBy(baseline.rules, action, { team, today }) !== undefined;
  const around = { releases, ruled, now: deps.now() };
  return workflows.flatMap((workflow) => reachRow(workflow, key, around) ?? []);
}

/** Of its locks those that touch the system: only their releases are read. */
function throughOnly({ locks, systems }: Workflow, key: string): Pick<Workflow, 'locks'> {
  const via = touchOf(systems, key)?.via ?? [];
  return { locks: locks.filter((one) => via.includes(`${one.component}@${one.version}`)) };
}

/** One page of the workflows that are filed with a system, as they are now. */
async function touching(
  deps: Deps,
  key: string,
  page: { readonly most: number; readonly after?: string | undefined },
): Promise<{
  readonly workflows: readonly Workflow[];
  readonly next: string | undefined;
  readonly units: number;
}> {
  const { heads, next, units } = await readSystemEdges(deps.store, key, page);
  const ids = heads.map(({ state }) => state.workflow);
  if (ids.length === 0) return { workflows: [], next, units };
  const items = await readTogether(
    deps.store,
    ids.map((id) => headKey(`workflow/${id}`)),
  );
  const workflows = ids.flatMap((id) => {
    const item = items.get(`workflow/${id} HEAD`);
    return item ? [fromAttributes(item, workflowSchema).state] : [];
  });
  const still = workflows.filter(
    ({ status, systems }) => status !== 'retired' && touchOf(systems, key) !== undefined,
  );
  return { workflows: still, next, units };
}

/** Every workflow that can touch the system now, page after page. */
export async function allTouching(deps: Deps, key: string): Promise<Workflow[]> {
  const all: Workflow[] = [];
  let after: string | undefined;
  do {
    const page = await touching(deps, key, { most: MOST, after });
    all.push(...page.workflows);
    after = page.next;
  } while (after);
  return all;
}

export interface SystemsListed {
  readonly kind: 'systems';
  readonly systems: readonly SystemCount[];
  readonly filed: boolean;
}

/** Every system that any workflow can touch, the most touched first. */
export async function listSystems(
  deps: Deps,
  by: PersonKey,
): Promise<SystemsListed | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  const [{ workflows }, filed] = await Promise.all([deps.catalog.load(), allFiled(deps)]);
  return { kind: 'systems', systems: countSystems(workflows.values()), filed };
}

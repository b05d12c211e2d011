import { type Affected, eachOnce, isAffected } from '../core/affected.ts';
import type { Meets } from '../core/dependents.ts';
import { type Allotted, allot } from '../core/notice.ts';
import type { PersonKey } from '../core/people.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import { fromAttributes } from '../store/item.ts';
import { headKey } from '../store/keys.ts';
import { readTogether } from '../store/read.ts';
import { everyDependent } from './dependents.ts';
import type { Deps } from './deps.ts';
import { tellables } from './notice-carry.ts';

const MOST = 10_000;

interface AffectedRow extends Affected {
  readonly state: Workflow;
  readonly by: Meets;
}

/** Who is affected by what happens to these versions of a component. */
export interface AffectedList {
  readonly rows: readonly AffectedRow[];
  /** More than 10,000, or releases that were not followed. */
  readonly cut: boolean;
}

/** "Direct and transitive dependents over the range", each workflow once and none that is retired. */
export async function affectedBy(
  deps: Deps,
  { component, range }: { readonly component: string; readonly range: string },
): Promise<AffectedList> {
  const { rows, cut } = await everyDependent(deps, { component, range, most: MOST });
  const running = rows.filter(({ workflow }) => workflow.status !== 'retired');
  return {
    rows: eachOnce(running).map(({ workflow: state, reached, version, via, by }) => {
      const row = { workflow: state.id, ...reached, version, via: [...via] };
      return { ...row, state, by };
    }),
    cut,
  };
}

/** Who is told of which of these, and of which nobody is left to tell. `gone`: see `goneAmong`. */
export async function allotAffected(
  deps: Deps,
  { rows }: AffectedList,
  gone: (all: Awaited<ReturnType<typeof tellables>>) => Promise<ReadonlySet<PersonKey>>,
): Promise<Allotted> {
  const all = await tellables(
    deps,
    rows.map((row) => row.state),
  );
  return allot(all, await gone(all));
}

const READ_AT_ONCE = 100;

/** Those of the rows that are affected still, with the workflow as it is now. */
export async function stillAffected(
  deps: Deps,
  rows: readonly Affected[],
): Promise<readonly { readonly row: Affected; readonly state: Workflow }[]> {
  const found = new Map<string, Workflow>();
  for (let at = 0; at < rows.length; at += READ_AT_ONCE) {
    const keys = rows
      .slice(at, at + READ_AT_ONCE)
      .map((row) => headKey(`workflow/${row.workflow}`));
    for (const item of (await readTogether(deps.store, keys)).values()) {
      const { state } = fromAttributes(item, workflowSchema);
      found.set(state.id, state);
    }
  }
  return rows.flatMap((row) => {
    const state = found.get(row.workflow);
    return state && isAffected(state, row) ? [{ row, state }] : [];
  });
}

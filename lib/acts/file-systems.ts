import { touches } from '../core/systems.ts';
import { workflowSchema } from '../core/workflow.ts';
import { WORKFLOWS, workflowIndex } from '../store/indexes.ts';
import { readListedPage } from '../store/page.ts';
import { readFiled, saveFiled } from '../store/systems.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { releasesLocked } from './locked-releases.ts';
import { systemEdges } from './register-write.ts';
import { loadWorkflow } from './standing.ts';

export interface SystemsFiled {
  /** Workflows that were filed under their systems just now. */
  readonly filed: number;
}

const MOST_AT_ONCE = 50;
/** Of the 100 items of a transaction. */
const ROOM = 90;
const ACTOR = { kind: 'system', id: 'sweep' } as const;

/**
 * Files workflows under their systems that were registered before there were system edges: a few a
 * sweep, in the order of their names, until none is left. From then on a sweep costs one read. May
 * run in several processes at once and be broken off anywhere. Returns how many were filed.
 */
export async function fileSystems(deps: Deps): Promise<SystemsFiled> {
  const { after, done: finished } = await readFiled(deps.store);
  if (finished) return { filed: 0 };
  const listing = { partition: WORKFLOWS, schema: workflowSchema };
  const page = await readListedPage(deps.store, listing, { most: MOST_AT_ONCE, after });
  const waiting = page.heads.filter(({ state }) => state.systems === undefined);
  let filed = 0;
  for (const { state } of waiting) {
    if (await fileOrLog(deps, state.id)) filed += 1;
  }
  const last = page.heads.at(-1)?.state.id ?? after;
  await saveFiled(deps.store, { after: last, done: page.next === undefined });
  return { filed };
}

/** Whether every workflow has been filed under its systems: until then an answer may be short. */
export async function allFiled(deps: Deps): Promise<boolean> {
  return (await readFiled(deps.store)).done;
}

/** One that cannot be filed does not keep the others waiting. */
async function fileOrLog(deps: Deps, id: string): Promise<boolean> {
  try {
    return await fileOne(deps, id);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.error(
      { workflow: id, error: name },
      'a workflow could not be filed under its systems',
    );
    return false;
  }
}

/** One workflow's systems, as the releases it is locked to say; false when they are known by now. */
async function fileOne(deps: Deps, id: string): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await loadWorkflow(deps, id);
    if (!head || head.state.systems !== undefined) return done(false);
    const releases = await releasesLocked(deps, [head.state]);
    const systems = touches(head.state.manifest, [...releases.values()]);
    const state = { ...head.state, systems };
    const edges = systemEdges(state);
    const [puts, ahead] = [edges.slice(0, ROOM), edges.slice(ROOM)];
    const change = {
      subject: `workflow/${id}` as const,
      from: head.chain,
      state,
      index: workflowIndex(state),
      event: {
        kind: 'workflow.systems-filed',
        at: deps.now(),
        actor: ACTOR,
        data: { systems: systems.length },
      },
    };
    return { kind: 'write', value: true, write: { changes: [change], puts, ahead } };
  });
}

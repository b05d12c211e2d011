import { BEYOND, type Evidence, FAILED, type Findings, findingsOf } from '../core/evidence.ts';
import type { Workflow } from '../core/workflow.ts';
import { evidenceItem, readEvidence } from '../store/evidence.ts';
import { putFleeting } from '../store/touch.ts';
import type { Deps } from './deps.ts';
import { loadWorkflow } from './standing.ts';

/** What of a running workflow goes beyond what was reviewed, what it runs, and whether it fails. */
export async function findingsAbout(deps: Deps, workflow: Workflow): Promise<Findings> {
  return findingsOf(workflow, await readEvidence(deps.store, workflow.id), deps.now());
}

/**
 * Keeps evidence of a workflow beside its chain and its head. What it is about stands whether or not
 * this could be written: trouble is logged, not thrown.
 */
export async function noteEvidence(
  deps: Deps,
  workflow: Pick<Workflow, 'id' | 'locks'>,
  evidence: Evidence,
): Promise<void> {
  const pinned = workflow.locks.map((lock) => lock.component);
  try {
    await putFleeting(deps.store, evidenceItem(workflow.id, evidence, pinned));
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.warn({ workflow: workflow.id, error: name }, 'evidence could not be kept');
  }
}

/** A lease that was refused: beyond what was reviewed, or no use to try again. */
export async function noteLeaseRefused(
  deps: Deps,
  id: string,
  {
    connector,
    scopes = [],
  }: { readonly connector: string; readonly scopes?: readonly string[] | undefined },
  why: string,
): Promise<void> {
  const at = deps.now();
  const about = `connector/${connector}`;
  const evidence: Evidence[] = [
    ...(BEYOND.has(why) ? [{ sort: 'asked' as const, connector, scopes: [...scopes], at }] : []),
    ...(FAILED.has(why) ? [{ sort: 'failed' as const, id: deps.newId('fail'), about, at }] : []),
  ];
  if (evidence.length === 0) return;
  const workflow = (await loadWorkflow(deps, id))?.state;
  if (!workflow) return;
  for (const one of evidence) await noteEvidence(deps, workflow, one);
}

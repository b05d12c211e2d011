import type { Component } from '../core/component.ts';
import { dayOf, isWithin, type Outcome, type Success, successRate } from '../core/outcomes.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Workflow } from '../core/workflow.ts';
import { countRun, readCounts } from '../store/outcomes.ts';
import type { Deps } from './deps.ts';
import { noteEvidence } from './evidence.ts';
import { mayRun } from './in-force.ts';

/** How one run of something that a workflow pins went. */
export interface Run {
  /** The workflow's own id of the run. */
  readonly report: string;
  /** `block/login` */
  readonly component: string;
  readonly version: string;
  readonly outcome: Outcome;
  /** Now, unless it is said. */
  readonly at?: string | undefined;
}

export type Reported =
  | { readonly kind: 'reported'; readonly again: boolean }
  | Refusal<'organisation-stopped' | 'void-since-restore' | 'not-locked' | 'bad-moment'>;

/**
 * "A workflow key may only ask, consume, report, lease and append": counts a run of what the workflow
 * is locked to. The same report again is counted once.
 */
export async function reportRun(deps: Deps, workflow: Workflow, run: Run): Promise<Reported> {
  const stopped = await mayRun(deps);
  if (stopped) return stopped;
  const { report: id, component, version, outcome } = run;
  const now = deps.now();
  await noteEvidence(deps, workflow, { sort: 'runs', component, version, at: now });
  const lock = workflow.locks.find((one) => one.component === component);
  if (!lock) {
    const locked = workflow.locks.map((one) => one.component).join(', ') || 'nothing';
    const say = `${workflow.id} does not pin ${component}. It pins ${locked}.`;
    return refuse('not-locked', say);
  }
  if (lock.version !== version) {
    const say = `${workflow.id} is locked to ${component} ${lock.version}, and this report is of ${version}.`;
    return refuse('not-locked', say);
  }
  const at = run.at ?? now;
  if (!isWithin(at, now)) {
    return refuse('bad-moment', 'A run is reported within 30 days, and not before it took place.');
  }
  const told = { id, workflow: workflow.id, component, day: dayOf(at), outcome };
  const again = (await countRun(deps.store, told, now)) === 'again';
  if (outcome === 'failure' && !again) {
    const failed = { sort: 'failed' as const, id, about: component, at };
    await noteEvidence(deps, workflow, failed);
  }
  return { kind: 'reported', again };
}

/** "Blocks and skills show 30-day success"; undefined for the other kinds. */
export async function successShown(
  deps: Deps,
  { id, kind }: Pick<Component, 'id' | 'kind'>,
): Promise<Success | undefined> {
  if (kind !== 'block' && kind !== 'skill') return undefined;
  return successRate(await readCounts(deps.store, id), deps.now());
}

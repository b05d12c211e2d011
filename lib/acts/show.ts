import { gatedBy } from '../core/baseline-rules.ts';
import type { Component, Release } from '../core/component.ts';
import type { CredentialKind } from '../core/credentials.ts';
import { type SameJob, sameJobs } from '../core/duplicates.ts';
import type { Findings } from '../core/evidence.ts';
import type { Success } from '../core/outcomes.ts';
import type { PersonKey, Team } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { advisorySentences, gatedActionsOf } from '../core/scope-actions.ts';
import { newestFirst } from '../core/version.ts';
import type { Workflow } from '../core/workflow.ts';
import { baselineToday } from './baseline.ts';
import { loadCredentials } from './credentials.ts';
import type { Deps } from './deps.ts';
import { findingsAbout } from './evidence.ts';
import { releasesLocked } from './locked-releases.ts';
import { modelOf } from './model-of.ts';
import { successShown } from './outcomes.ts';
import { releasesOf } from './register.ts';
import { lastUses } from './seen.ts';
import { loadTeam, loadWorkflow, mayNotHere, noWorkflow, standingTo } from './standing.ts';
import { verdictsAbout } from './verdicts.ts';

/** One workflow as anybody of the organisation may see it. */
export interface WorkflowShown {
  readonly kind: 'workflow';
  readonly workflow: Workflow;
  readonly team: Team | undefined;
  /** Actions that need an approval, by its manifest or the baseline. */
  readonly gated: readonly string[];
  /** Connectors whose gates are only advice, a sentence each. */
  readonly advisory: readonly string[];
  /** When one of its keys was last used. Undefined: never, or not for this person to know. */
  readonly lastUse: string | undefined;
  /** What this person may do from here. */
  readonly may: { readonly edit: boolean; readonly log: boolean; readonly retire: boolean };
  /** The model that it runs with and where that comes from, in a sentence. */
  readonly model: string;
  /** Where its own log is: the address it names, or Yardmaster's. */
  readonly log: string;
  /** What was said to do the same job. */
  readonly sameJob: readonly SameJob[];
  /** What of it goes beyond what was reviewed, what it says it runs, and whether it fails. */
  readonly findings: Findings;
}

/** One component with all its releases, and who uses it. */
export interface ComponentShown {
  readonly kind: 'component';
  readonly component: Component;
  /** Newest first. */
  readonly releases: readonly Release[];
  readonly workflows: number;
  readonly teams: number;
  /** How runs of a block or skill went in 30 days. */
  readonly success?: Success | undefined;
  /** What a connector's leases are made of, where somebody said so. */
  readonly credentials?: CredentialKind | undefined;
  /** What was said to do the same job. */
  readonly sameJob: readonly SameJob[];
}

/** A workflow's page. */
export async function showWorkflow(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<WorkflowShown | Refusal<'not-allowed' | 'no-workflow'>> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  const workflow = (await loadWorkflow(deps, id))?.state;
  if (!workflow) return noWorkflow(id);
  const [standing, { gated, advisory }, model, sameJob, findings] = await Promise.all([
    standingTo(deps, workflow),
    gatesOf(deps, workflow),
    modelOf(deps, workflow),
    sameJobAs(deps, `workflow/${id}`),
    findingsAbout(deps, workflow),
  ]);
  const log = mayNot('read-log', by, standing) === undefined;
  return {
    kind: 'workflow',
    workflow,
    team: standing.team,
    gated: [...gated].sort(),
    advisory,
    lastUse: log ? await lastUseOf(deps, workflow) : undefined,
    model: model.say,
    may: {
      edit: mayNot('edit-workflow', by, standing) === undefined,
      log,
      retire: mayNot('retire-workflow', by, standing) === undefined,
    },
    log: workflow.manifest.audit_logs ?? `${deps.settings.baseUrl}/v1/log?subject=workflow/${id}`,
    sameJob,
    findings,
  };
}

/** What waits for an approval by manifest or baseline, and where that is only advice. */
async function gatesOf(deps: Deps, workflow: Workflow) {
  const connectors = workflow.locks.filter((one) => one.component.startsWith('connector/'));
  const [{ baseline, today }, team, releases] = await Promise.all([
    baselineToday(deps),
    loadTeam(deps, workflow.team),
    releasesLocked(deps, [{ locks: connectors }]),
  ]);
  const where = { team: team?.id ?? workflow.team, today };
  const gated = gatedActionsOf(
    workflow,
    (action) => gatedBy(baseline.rules, action, where) !== undefined,
  );
  return { gated, advisory: advisorySentences([...releases.values()], gated) };
}

/** "A connector that cannot separate its scopes shows 'advisory gate'": a sentence for each. */
export async function advisoryGates(deps: Deps, workflow: Workflow): Promise<string[]> {
  return (await gatesOf(deps, workflow)).advisory;
}

async function sameJobAs(deps: Deps, id: string): Promise<SameJob[]> {
  return sameJobs(id, await verdictsAbout(deps, id));
}

async function lastUseOf(deps: Deps, { id, keys = [] }: Workflow): Promise<string | undefined> {
  const ids = keys.map((key) => key.id);
  const uses = await lastUses(deps, `workflow/${id}`, ids);
  return [...uses.values()].sort().at(-1);
}

/** A component's page. */
export async function showComponent(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<ComponentShown | Refusal<'not-allowed' | 'no-component'>> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  const { components, workflows } = await deps.catalog.load();
  const component = components.get(id);
  if (!component) return refuse('no-component', `There is no ${id.slice(0, 100)} in the catalog.`);
  const [releases, success, sameJob, credentials] = await Promise.all([
    releasesOf(deps, id),
    successShown(deps, component),
    sameJobAs(deps, id),
    component.kind === 'connector' ? loadCredentials(deps, component.name) : undefined,
  ]);
  const order = newestFirst(releases.map((one) => one.version));
  const users = [...workflows.values()].filter(
    ({ status, locks }) => status !== 'retired' && locks.some((lock) => lock.component === id),
  );
  return {
    kind: 'component',
    component,
    releases: order.flatMap((version) => releases.filter((one) => one.version === version)),
    workflows: users.length,
    teams: new Set(users.map((one) => one.team)).size,
    success,
    credentials: credentials?.state.declared.kind,
    sameJob,
  };
}

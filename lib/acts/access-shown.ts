import type { AccessRequest, Offered } from '../core/access.ts';
import { type AccessFact, accessFacts } from '../core/access-facts.ts';
import { gatedBy, preGrantedBy } from '../core/baseline-rules.ts';
import { grantedScopes, type Want, wantsOf } from '../core/grant.ts';
import { CONNECTOR } from '../core/registration/access.ts';
import { advisorySentences, gatedActionsOf } from '../core/scope-actions.ts';
import type { Workflow } from '../core/workflow.ts';
import type { AccessGround } from './access-ask.ts';
import { accessSubject, type Locked, loadAccess, lockedTo } from './access-store.ts';
import { baselineToday } from './baseline.ts';
import type { Deps } from './deps.ts';
import { loadKeptReason } from './kept-reason.ts';
import { releasesOf } from './register.ts';
import { loadTeam, loadWorkflow } from './standing.ts';

/** A request with all that it is decided on. */
export interface AccessShown {
  readonly request: AccessRequest;
  readonly purpose: string;
  /** What the workflow may use of each connector today. */
  readonly held: readonly { readonly connector: string; readonly scopes: readonly string[] }[];
  readonly facts: readonly AccessFact[];
  /** Connectors whose gates are only advice, in sentences. */
  readonly advisory: readonly string[];
  /** Why not all of it was given. */
  readonly answer: string | undefined;
}

/** All that a card shows of a request; `version` counts its states. */
export async function showAccess(
  deps: Deps,
  id: string,
): Promise<{ readonly shown: AccessShown; readonly version: number } | undefined> {
  const head = await loadAccess(deps, id);
  const workflow = head && (await loadWorkflow(deps, head.state.workflow));
  if (!head || !workflow) return undefined;
  const request = head.state;
  const [locked, gated, facts, answer] = await Promise.all([
    lockedTo(deps, workflow.state),
    gatedOf(deps, workflow.state),
    factsOf(deps, workflow.state, request.wants),
    loadKeptReason(deps, accessSubject(id)),
  ]);
  const asked = request.wants.map((want) => `connector/${want.connector}`);
  const connectors = locked.releases.filter(({ component }) => asked.includes(component));
  const shown = {
    ...{ request, purpose: workflow.state.purpose, facts, answer },
    held: heldOf(locked, deps.now()),
    advisory: advisorySentences(connectors, gated),
  };
  return { shown, version: head.chain.seq };
}

/** What may be asked for a workflow, with what each scope lets happen. */
export interface AskingShown {
  readonly workflow: string;
  readonly askable: readonly Offered[];
  readonly facts: readonly AccessFact[];
  readonly advisory: readonly string[];
}

/** The same for a form that asks. */
export async function showAsking(
  deps: Deps,
  { workflow, releases, askable }: AccessGround,
): Promise<AskingShown> {
  const [gated, facts] = await Promise.all([
    gatedOf(deps, workflow),
    factsOf(deps, workflow, wantsOf(askable)),
  ]);
  const advisory = advisorySentences(releases, gated);
  return { workflow: workflow.id, askable, facts, advisory };
}

async function factsOf(
  deps: Deps,
  workflow: Workflow,
  wants: readonly Want[],
): Promise<AccessFact[]> {
  const ids = [...new Set(wants.map((want) => `${CONNECTOR}${want.connector}`))];
  const [lists, gated, { workflows }, { baseline }] = await Promise.all([
    Promise.all(ids.map((id) => releasesOf(deps, id))),
    gatedOf(deps, workflow),
    deps.catalog.load(),
    baselineToday(deps),
  ]);
  const published = new Map(ids.map((id, n) => [id, lists[n] ?? []]));
  const preGranted = preGrantedBy(baseline);
  const around = { published, gated, workflows: workflows.values(), preGranted };
  return accessFacts(workflow, wants, { ...around, now: deps.now() });
}

function heldOf({ workflow, offered }: Locked, now: string): AccessShown['held'] {
  return offered.map(({ connector }) => ({
    connector,
    scopes: grantedScopes(workflow, connector, now),
  }));
}

/** The workflow's actions that need an approval, by its manifest or by the baseline of today. */
export async function gatedOf(deps: Deps, workflow: Workflow): Promise<ReadonlySet<string>> {
  const { baseline, today } = await baselineToday(deps);
  const team = await loadTeam(deps, workflow.team);
  const where = { team: team?.id ?? workflow.team, today };
  return gatedActionsOf(workflow, (action) => gatedBy(baseline.rules, action, where) !== undefined);
}

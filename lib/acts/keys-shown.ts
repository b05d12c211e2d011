import type { Identity } from '../core/ci.ts';
import type { Login } from '../core/login.ts';
import type { PersonKey, Team } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import { listTeams } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { identitiesFor } from './identities.ts';
import { type ShownKey, shownKeys } from './keys.ts';
import { loginsOf } from './logins.ts';
import { loadOrganisation, loadWorkflow, mayNotHere, noWorkflow, standingTo } from './standing.ts';

interface WithKeys<T> {
  readonly it: T;
  readonly keys: readonly ShownKey[];
}

/** What a person holds and answers for: logins, keys of workflows, CI identities. */
export interface KeysShown {
  readonly kind: 'keys';
  readonly logins: readonly Login[];
  readonly workflows: readonly WithKeys<Workflow>[];
  readonly identities: readonly WithKeys<Identity>[];
  /** The teams for which this person may create CI identities. */
  readonly ciTeams: readonly Team[];
}

const MOST_READ = 30;

/** What `/yard keys` shows this person: own logins, keys of workflows and of CI they may manage. */
export async function keysFor(
  deps: Deps,
  person: PersonKey,
): Promise<KeysShown | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const [logins, workflows, identities, ciTeams] = await Promise.all([
    loginsOf(deps, person),
    keptWorkflows(deps, person),
    identitiesFor(deps, person),
    teamsForCi(deps, person),
  ]);
  const [ofWorkflows, ofIdentities] = await Promise.all([
    Promise.all(workflows.map((it) => withKeys(deps, 'workflow', it))),
    Promise.all(identities.slice(0, MOST_READ).map((it) => withKeys(deps, 'identity', it))),
  ]);
  return { kind: 'keys', logins, workflows: ofWorkflows, identities: ofIdentities, ciTeams };
}

/** One workflow's keys, for somebody who may revoke them without keeping the workflow: an admin. */
export async function keysOf(
  deps: Deps,
  person: PersonKey,
  id: string,
): Promise<KeysShown | Refusal<'not-allowed' | 'no-workflow'>> {
  const head = await loadWorkflow(deps, id);
  if (!head) return noWorkflow(id);
  const refusal = mayNot('revoke-key', person, await standingTo(deps, head.state));
  if (refusal) return refusal;
  const workflows = [await withKeys(deps, 'workflow', head.state)];
  return { kind: 'keys', logins: [], workflows, identities: [], ciTeams: [] };
}

async function withKeys<T extends Workflow | Identity>(
  deps: Deps,
  kind: 'workflow' | 'identity',
  it: T,
): Promise<WithKeys<T>> {
  return { it, keys: await shownKeys(deps, kind, it) };
}

/** Workflows that this person owns, backs up or leads: read afresh, as keys were just changed. */
async function keptWorkflows(deps: Deps, person: PersonKey): Promise<Workflow[]> {
  const [organisation, teams, { workflows }] = await Promise.all([
    loadOrganisation(deps),
    listTeams(deps.store),
    deps.catalog.load(),
  ]);
  const kept = [...workflows.values()].filter(({ team: id, owner, backup }) => {
    const team = teams.find((one) => one.id === id);
    return mayNot('offer-key', person, { organisation, team, owner, backup }) === undefined;
  });
  const order = kept.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, MOST_READ);
  const heads = await Promise.all(order.map((one) => loadWorkflow(deps, one.id)));
  return heads.flatMap((head) => (head && head.state.status !== 'retired' ? [head.state] : []));
}

async function teamsForCi(deps: Deps, person: PersonKey): Promise<Team[]> {
  const [organisation, teams] = await Promise.all([loadOrganisation(deps), listTeams(deps.store)]);
  return teams.filter((team) => !mayNot('issue-ci-key', person, { organisation, team }));
}

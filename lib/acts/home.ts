import * as z from 'zod';
import { type Approval, openDeciders } from '../core/approval.ts';
import { leadsOf } from '../core/gate.ts';
import type { PersonKey, Team } from '../core/people.ts';
import type { WorkflowRequest } from '../core/request.ts';
import type { Refusal } from '../core/result.ts';
import { rolesOf } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import { NAMED, PLATFORM } from '../store/indexes.ts';
import { readAll } from '../store/read.ts';
import { listTeams, teamNames } from '../store/teams.ts';
import { loadApproval, waitingApprovals } from './approvals.ts';
import type { Deps } from './deps.ts';
import { queuedRequests } from './request.ts';
import { loadOrganisation, loadTeamsOf, loadWorkflow, mayNotHere } from './standing.ts';

/** App Home: "waiting for me, mine, my team's; platform queue". */
export interface HomeState {
  readonly kind: 'home';
  readonly at: string;
  /** Approvals this person may decide, the earliest ending first. */
  readonly waiting: readonly Approval[];
  /** Requests this person may answer. */
  readonly queue: readonly WorkflowRequest[];
  readonly mine: readonly Workflow[];
  readonly teams: readonly { readonly team: Team; readonly workflows: readonly Workflow[] }[];
}

/** What App Home shows this person, read as it is now. Only an outsider is refused. */
export async function home(
  deps: Deps,
  person: PersonKey,
): Promise<HomeState | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const [organisation, teams, mine, names, every] = await Promise.all([
    loadOrganisation(deps),
    loadTeamsOf(deps, person),
    ownedBy(deps, person),
    teamNames(deps.store),
    listTeams(deps.store),
  ]);
  // Leads decide where the baseline says so, also those who are no members.
  const led = every.filter((team) => leadsOf(team).includes(person));
  const admin = rolesOf(person, { organisation }).includes('admin');
  const [waiting, queue, { workflows }] = await Promise.all([
    waitingFor(deps, person, [
      ...new Set([...teams, ...led].flatMap((team) => names.all(team.id))),
      ...(admin ? [PLATFORM] : []),
      NAMED,
    ]),
    admin ? queuedRequests(deps) : [],
    deps.catalog.load(),
  ]);
  const own = new Set(mine.map((one) => one.id));
  const others = [...workflows.values()].filter((one) => !own.has(one.id));
  return {
    kind: 'home',
    at: deps.now(),
    waiting,
    queue: queue.filter((request) => request.by !== person),
    mine,
    teams: teams.map((team) => ({
      team,
      workflows: others.filter((one) => names.now(one.team) === team.id),
    })),
  };
}

async function waitingFor(
  deps: Deps,
  person: PersonKey,
  teams: readonly string[],
): Promise<Approval[]> {
  const waiting = await waitingApprovals(deps, teams);
  const loaded = await Promise.all(waiting.map((one) => loadApproval(deps, one.id)));
  const now = deps.now();
  return loaded
    .flatMap((one) =>
      one && openDeciders(one.head.state, one.asked).includes(person) ? [one.head.state] : [],
    )
    .filter((one) => one.expiresAt > now)
    .sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1));
}

const ownsSchema = z.object({ workflow: z.string() });

async function ownedBy(deps: Deps, person: PersonKey): Promise<Workflow[]> {
  const owned = await readAll(deps.store, { partition: `owns/${person}`, schema: ownsSchema });
  const heads = await Promise.all(owned.map((one) => loadWorkflow(deps, one.state.workflow)));
  return heads.flatMap((head) => (head?.state.owner === person ? [head.state] : []));
}

import * as z from 'zod';
import type { PersonKey, Team } from '../core/people.ts';
import type { WorkflowRequest } from '../core/request.ts';
import type { Refusal } from '../core/result.ts';
import { rolesOf } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import { readAll } from '../store/read.ts';
import type { Deps } from './deps.ts';
import { queuedRequests } from './request.ts';
import { loadWorkflow, mayNotHere } from './standing.ts';
import { loadAround, type Waiting, waitingFor } from './waiting.ts';

/** App Home: "waiting for me, mine, my team's; platform queue". */
export interface HomeState {
  readonly kind: 'home';
  readonly at: string;
  /** Approvals this person may decide, the earliest ending first. */
  readonly waiting: readonly Waiting[];
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
  const [around, mine] = await Promise.all([loadAround(deps), ownedBy(deps, person)]);
  const { organisation, names, every } = around;
  const teams = every.filter((team) => team.members.includes(person));
  const admin = rolesOf(person, { organisation }).includes('admin');
  const [waiting, queue, { workflows }] = await Promise.all([
    waitingFor(deps, person, around),
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

const ownsSchema = z.object({ workflow: z.string() });

async function ownedBy(deps: Deps, person: PersonKey): Promise<Workflow[]> {
  const owned = await readAll(deps.store, { partition: `owns/${person}`, schema: ownsSchema });
  const heads = await Promise.all(owned.map((one) => loadWorkflow(deps, one.state.workflow)));
  return heads.flatMap((head) => (head?.state.owner === person ? [head.state] : []));
}

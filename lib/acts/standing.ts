import {
  type Organisation,
  organisationSchema,
  type PersonKey,
  type Team,
  teamIdSchema,
  teamSchema,
} from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { type Act, mayNot, type Standing } from '../core/roles.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import { readHead } from '../store/read.ts';
import { teamsOf } from '../store/teams.ts';
import type { Deps } from './deps.ts';

export const ORGANISATION = 'organisation/home';

/** The organisation's record. It is written before anybody can knock. */
export async function loadOrganisation(deps: Deps): Promise<Organisation> {
  const head = await readHead(deps.store, ORGANISATION, organisationSchema);
  if (!head)
    throw new Error('the organisation is not set up: run "yardmaster start" or set it up first');
  return head.state;
}

/**
 * The team that this id stands for: "its id stays an alias for ever", so a manifest with an old
 * `owner` still registers. Ids that lead in a circle stand for nothing, and so does what is no id.
 */
export async function loadTeam(deps: Deps, id: string): Promise<Team | undefined> {
  const seen = new Set<string>();
  for (let at = id; teamIdSchema.safeParse(at).success && !seen.has(at); ) {
    seen.add(at);
    const team = (await readHead(deps.store, `team/${at}`, teamSchema))?.state;
    if (team?.mergedInto === undefined) return team;
    at = team.mergedInto;
  }
  return undefined;
}

/** The teams this person is a member of, by name. */
export function loadTeamsOf(deps: Deps, person: PersonKey): Promise<readonly Team[]> {
  return teamsOf(deps.store, person);
}

/** Undefined when no workflow of that name is registered. */
export async function loadWorkflow(deps: Deps, id: string): Promise<Head<Workflow> | undefined> {
  return readHead(deps.store, `workflow/${id}`, workflowSchema);
}

/** For a name that no workflow has. */
export function noWorkflow(id: string): Refusal<'no-workflow'> {
  return refuse('no-workflow', `There is no workflow named "${id}".`, { id });
}

/** Who stands where towards a workflow: what every door asks the role table with. */
export async function standingTo(deps: Deps, workflow: Workflow): Promise<Standing> {
  const [organisation, team] = await Promise.all([
    loadOrganisation(deps),
    loadTeam(deps, workflow.team),
  ]);
  return { organisation, team, owner: workflow.owner, backup: workflow.backup };
}

/** The refusal for an act that is about no team or workflow in particular. */
export async function mayNotHere(
  deps: Deps,
  act: Act,
  person: PersonKey,
): Promise<Refusal<'not-allowed'> | undefined> {
  return mayNot(act, person, { organisation: await loadOrganisation(deps) });
}

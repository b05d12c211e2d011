import { type PersonKey, type Team, teamSchema } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot, rolesOf } from '../core/roles.ts';
import { isEmpty } from '../core/team.ts';
import type { Head } from '../store/item.ts';
import { readHead } from '../store/read.ts';
import { listTeams } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, loadTeam, mayNotHere } from './standing.ts';

export interface TeamList {
  readonly kind: 'teams';
  /** Those that the person is in or leads come first. */
  readonly teams: readonly Team[];
  readonly mine: ReadonlySet<string>;
  readonly admin: boolean;
}

/** "`/yard team`": my own teams, and all of them for an admin or an auditor. */
export async function teamsFor(
  deps: Deps,
  person: PersonKey,
): Promise<TeamList | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const [organisation, all] = await Promise.all([loadOrganisation(deps), listTeams(deps.store)]);
  const roles = rolesOf(person, { organisation });
  const mine = new Set(all.filter((team) => isOf(team, person)).map((team) => team.id));
  const others = roles.includes('admin') || roles.includes('auditor') ? all : [];
  const teams = [
    ...all.filter((team) => mine.has(team.id)),
    ...others.filter((team) => !mine.has(team.id)),
  ];
  return { kind: 'teams', teams, mine, admin: roles.includes('admin') };
}

function isOf({ lead, backup, members }: Team, person: PersonKey): boolean {
  return lead === person || backup === person || members.includes(person);
}

export interface TeamShown {
  readonly kind: 'team';
  readonly head: Head<Team>;
  /** The id that was asked for, where it is an old one. */
  readonly alias: string | undefined;
  /** Why this person may not edit it, if so; the same for merging it and for changing its id. */
  readonly noEdit: Refusal<'not-allowed'> | undefined;
  readonly noMerge: Refusal<'not-allowed'> | undefined;
}

/** One team, by its id or an old one, as anybody of the organisation may see it. */
export async function showTeam(
  deps: Deps,
  person: PersonKey,
  id: string,
): Promise<TeamShown | Refusal<'not-allowed' | 'no-team'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const [organisation, named] = await Promise.all([loadOrganisation(deps), loadTeam(deps, id)]);
  const head = named && (await readHead(deps.store, `team/${named.id}`, teamSchema));
  if (!head)
    return refuse('no-team', `There is no team "${id.slice(0, 60)}". Look at the list for its id.`);
  const standing = { organisation, team: head.state };
  return {
    kind: 'team',
    head,
    alias: named.id === id ? undefined : id,
    noEdit: mayNot('edit-team', person, standing),
    noMerge: mayNot('merge-teams', person, standing),
  };
}

/** "A team nobody is left in is shown, not forgotten": to those who can do something about it. */
export async function emptyTeams(deps: Deps, person: PersonKey): Promise<readonly Team[]> {
  if (await mayNotHere(deps, 'create-team', person)) return [];
  return (await listTeams(deps.store)).filter(isEmpty);
}

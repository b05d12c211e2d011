import * as z from 'zod';
import { toHex } from '../core/hash.ts';
import { type PersonKey, type Team, teamSchema } from '../core/people.ts';
import { nameKey } from '../core/team.ts';
import { resolveAliases } from '../core/team-merge.ts';
import { listedUnder } from './indexes.ts';
import { readAll, readPart } from './read.ts';
import type { Item, Key, Store } from './store.ts';

export const TEAM_LIST = 'teams';
/** Teams that went into another one: their ids stay aliases for ever. */
const MERGED_TEAMS = 'teams/merged';

/** Where a team is listed: an alias is no team any more. */
export function teamIndex(team: Team): Record<string, string> {
  return listedUnder(team.mergedInto === undefined ? TEAM_LIST : MERGED_TEAMS, team.id);
}

/** "An organisation has tens of teams": all that are no alias, by name. */
export async function listTeams(store: Store): Promise<Team[]> {
  const teams = await listed(store, TEAM_LIST);
  return teams.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}

/** The teams this person is a member of, by name. */
export async function teamsOf(store: Store, person: PersonKey): Promise<Team[]> {
  return (await listTeams(store)).filter((team) => team.members.includes(person));
}

/** The records of teams that went into another one. */
export function listAliases(store: Store): Promise<Team[]> {
  return listed(store, MERGED_TEAMS);
}

async function listed(store: Store, partition: string): Promise<Team[]> {
  const heads = await readAll(store, { index: 'list', partition, schema: teamSchema });
  return heads.map((head) => head.state);
}

/** What team ids mean by now. */
export interface TeamNames {
  /** The id of the team that this id stands for. */
  readonly now: (id: string) => string;
  /** Every id that stands for this team, its own first. */
  readonly all: (id: string) => readonly string[];
}

/** Things that were filed under an old id are compared and listed through these. */
export async function teamNames(store: Store): Promise<TeamNames> {
  const aliases = resolveAliases(await listAliases(store));
  return {
    now: (id) => aliases.get(id) ?? id,
    all: (id) => [id, ...[...aliases].filter(([, now]) => now === id).map(([old]) => old)],
  };
}

/** Whose a name is: an item of its own, so that two teams cannot take one name at once. */
export function nameItemKey(store: Store, name: string): Key {
  return { pk: `team-name/${toHex(store.sha(nameKey(name)))}`, sk: 'HEAD' };
}

const claimSchema = z.object({ team: z.string() });

/** The team that holds this name. Teams older than this rule hold none: see also the list. */
export async function nameHolder(store: Store, name: string): Promise<string | undefined> {
  return (await readPart(store, nameItemKey(store, name), claimSchema))?.state.team;
}

export function nameItem(store: Store, name: string, team: string): Item {
  return { ...nameItemKey(store, name), kind: 'team-name', data: { team } };
}

import { type PersonKey, type Team, teamSchema } from '../core/people.ts';
import { readAll } from './read.ts';
import type { Store } from './store.ts';

export const TEAM_LIST = 'teams';

/** An organisation has tens of teams: they are listed, and the person's are picked. */
export async function teamsOf(store: Store, person: PersonKey): Promise<Team[]> {
  const heads = await readAll(store, { index: 'list', partition: TEAM_LIST, schema: teamSchema });
  return heads
    .map((head) => head.state)
    .filter((team) => team.members.includes(person))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

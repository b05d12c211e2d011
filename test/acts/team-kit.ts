import type { Deps } from '../../lib/acts/deps.ts';
import { saveTeam, type TeamSaved } from '../../lib/acts/team-save.ts';
import { type PersonKey, type Team, teamSchema } from '../../lib/core/people.ts';
import type { WantedTeam } from '../../lib/core/team.ts';
import { readHead } from '../../lib/store/read.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';

/** A perfect new team; tests spoil one field. */
export const WANTED: WantedTeam = {
  id: 'team-claims',
  name: 'Claims',
  lead: OWNER,
  backup: undefined,
  channel: 'C0CLAIMS',
  members: [COLLEAGUE],
  group: undefined,
  onCall: undefined,
  ci: [],
};

export function save(
  deps: Deps,
  wanted: Partial<WantedTeam> = {},
  how: { by?: PersonKey; against?: 'new' | 'any' | number; dryRun?: boolean } = {},
): Promise<TeamSaved> {
  return saveTeam(deps, { ...WANTED, ...wanted }, { by: ADMIN, against: 'new', ...how });
}

/** The fields of a team as a form that was opened on it would send them. */
export function wantedOf({ id, name, lead, backup, channel, members, group, onCall, ci }: Team) {
  return { id, name, lead, backup, channel, members, group, onCall, ci: ci ?? [] };
}

/** A team's own record, without following an alias. */
export async function recordOf(deps: Deps, id: string): Promise<Team> {
  return (await headOf(deps, id)).state;
}

async function headOf(deps: Deps, id: string) {
  const head = await readHead(deps.store, `team/${id}`, teamSchema);
  if (!head) throw new Error(`no team ${id}`);
  return head;
}

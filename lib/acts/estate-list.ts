import { DISCOVERED_STATES, type Discovered, type DiscoveredState } from '../core/discovered.ts';
import type { PersonKey, Team } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { listTeams } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { listDiscovered } from './discovered.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

/** Which entries: those that wait for an answer, those of one state, or all of them. */
export type EstateFilter = 'open' | 'all' | DiscoveredState;

const STATES: Readonly<Record<'open' | 'all', readonly DiscoveredState[]>> = {
  open: ['unclaimed', 'not-mine'],
  all: DISCOVERED_STATES,
};

/**
 * What was discovered, as far as this person may answer for it (owners, leads of the team, admins) or
 * oversees it (auditors). Whoever could see nothing whatever there is, is told who can.
 */
export async function visibleEstate(
  deps: Deps,
  by: PersonKey,
  filter: EstateFilter,
): Promise<
  { readonly kind: 'estate'; readonly entries: readonly Discovered[] } | Refusal<'not-allowed'>
> {
  const organisation = await loadOrganisation(deps);
  const outside = mayNot('find', by, { organisation });
  if (outside) return outside;
  const overseen = mayNot('read-oversight', by, { organisation }) === undefined;
  const states = filter === 'open' || filter === 'all' ? STATES[filter] : [filter];
  const listed = await listDiscovered(deps, states);
  const teams = await teamsIn(deps, listed);
  const entries = listed.filter((entry) => {
    const team = entry.team ? teams.get(entry.team) : undefined;
    const standing = { organisation, team, owner: entry.owner };
    return overseen || mayNot('claim-workflow', by, standing) === undefined;
  });
  const own = await listTeams(deps.store);
  const leads = own.some((team) => team.lead === by || team.backup === by);
  if (overseen || leads || entries.length > 0) return { kind: 'estate', entries };
  return refuse(
    'not-allowed',
    'Nothing that was discovered waits for you. Leads see what belongs to their team, platform admins and auditors see all of it.',
  );
}

/** The teams that entries name, by the name they use: it may be an alias. */
async function teamsIn(deps: Deps, entries: readonly Discovered[]): Promise<Map<string, Team>> {
  const ids = [...new Set(entries.flatMap((entry) => (entry.team ? [entry.team] : [])))];
  const found = await Promise.all(
    ids.map(async (id): Promise<[string, Team][]> => {
      const team = await loadTeam(deps, id);
      return team ? [[id, team]] : [];
    }),
  );
  return new Map(found.flat());
}

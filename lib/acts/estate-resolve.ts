import type { ResolvedRow } from '../core/discovered-import.ts';
import { type EstateRow, ownerKind } from '../core/estate-row.ts';
import { type Organisation, organisationOf, type PersonKey, type Team } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { listTeams } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { loadTeam } from './standing.ts';

/** Why a row cannot be taken: which column, and a refusal. */
export interface Unresolved {
  readonly kind: 'unresolved';
  readonly field: 'owner' | 'team';
  readonly refusal: Refusal;
}

export type Resolver = (
  row: EstateRow,
) => Promise<{ readonly kind: 'row'; readonly row: ResolvedRow } | Unresolved>;

/**
 * Looks up owners and teams, each only once: Slack allows few questions a minute. A row without an
 * owner is its team's lead's to answer; without either it is the platform's. Addresses are not kept.
 */
export async function resolver(deps: Deps, organisation: Organisation): Promise<Resolver> {
  const teams = await listTeams(deps.store);
  const asked = new Map<string, Promise<PersonKey | Refusal>>();
  const personOf = (owner: string) => {
    const known = asked.get(owner) ?? lookUp(deps, organisation, owner);
    asked.set(owner, known);
    return known;
  };
  return async ({ owner, team: named, ...rest }) => {
    const team = named === undefined ? undefined : await teamNamed(deps, teams, named);
    if (team && 'why' in team) return { kind: 'unresolved', field: 'team', refusal: team };
    const person = owner === undefined ? team?.lead : await personOf(owner);
    if (typeof person === 'object') {
      return { kind: 'unresolved', field: 'owner', refusal: person };
    }
    return { kind: 'row', row: { ...rest, owner: person, team: team?.id } };
  };
}

/** The team of this id or name; a team that went into another one is that one. */
async function teamNamed(
  deps: Deps,
  teams: readonly Team[],
  named: string,
): Promise<Team | Refusal<'no-team'>> {
  const same = (text: string) => text.toLowerCase() === named.toLowerCase();
  const found = teams.find((team) => same(team.id)) ?? teams.find((team) => same(team.name));
  const team = found ?? (await loadTeam(deps, named.toLowerCase()));
  if (team) return team;
  const known = teams.slice(0, 10).map((one) => one.id);
  return refuse('no-team', `There is no team "${named}". There are: ${known.join(', ')}.`);
}

async function lookUp(
  deps: Deps,
  organisation: Organisation,
  owner: string,
): Promise<PersonKey | Refusal> {
  if (ownerKind(owner) === 'slack-id') return activePerson(deps, `${organisation.home}/${owner}`);
  const found = await deps.directory.byEmail(owner);
  if (found.kind === 'refused') {
    if (found.why !== 'no-such-address') return found;
    return refuse('no-such-address', 'Nobody in this Slack has this e-mail address.');
  }
  if (organisationOf(found.person) === organisation.home) return found.person;
  return refuse('outside', 'This person belongs to another organisation.');
}

/** "An owner is one active person, never a group": as Slack knows them now. */
export async function activePerson(deps: Deps, key: PersonKey): Promise<PersonKey | Refusal> {
  const asked = await deps.people.fresh(key);
  if (asked.kind === 'refused') return asked;
  const { deactivated, bot, outside } = asked.person;
  if (deactivated) return refuse('deactivated', 'This person has left. Name somebody else.');
  if (bot) return refuse('bot', 'This is an app. An owner is a person.');
  return outside ? refuse('outside', 'This person belongs to another organisation.') : key;
}

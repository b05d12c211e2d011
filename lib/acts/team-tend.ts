import type { AuditActor } from '../core/audit.ts';
import { type PersonKey, type Team, teamSchema } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { MOST_MEMBERS, tooMany } from '../core/team.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import type { Head } from '../store/item.ts';
import { partKey } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import { listTeams, teamIndex } from '../store/teams.ts';
import { touch } from '../store/touch.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, loadTeam } from './standing.ts';
import { askGroup } from './team-people.ts';

export type Tended =
  | {
      readonly kind: 'tended';
      readonly team: Team;
      readonly changed: boolean;
      /** What Slack could not say. */
      readonly note?: string | undefined;
    }
  | Refusal<'no-team' | 'not-allowed'>;

/** How many lookups are under way at once. */
const AT_ONCE = 20;
const DAY_MINUTES = 24 * 60;
const SYSTEM = { kind: 'system', id: 'team-check' } as const;

/** The same at the wish of the lead or an admin. */
export async function refreshGroup(deps: Deps, by: PersonKey, id: string): Promise<Tended> {
  const [organisation, team] = await Promise.all([loadOrganisation(deps), loadTeam(deps, id)]);
  if (!team) return refuse('no-team', `There is no team "${id}".`);
  const refusal = mayNot('edit-team', by, { organisation, team });
  return refusal ?? tendTeam(deps, { kind: 'person', id: by }, { id: team.id, most: AT_ONCE });
}

/**
 * Takes a team's members from its user group anew and looks up who has left Slack (at most `most` of
 * them). "A group that Slack cannot resolve keeps the members and says so"; so does an empty one.
 */
export async function tendTeam(
  deps: Deps,
  actor: AuditActor,
  asked: { readonly id: string; readonly most: number },
): Promise<Tended> {
  const before = await loadTeam(deps, asked.id);
  if (!before) return refuse('no-team', `There is no team "${asked.id}".`);
  const group = await groupOf(deps, before);
  const looked = await whoLeft(deps, (group.people ?? before.members).slice(0, asked.most));
  return attempt(deps, async (): Promise<Step<Tended>> => {
    const head = await readHead(deps.store, `team/${before.id}`, teamSchema);
    if (!head) return done(refuse('no-team', `There is no team "${before.id}".`));
    const moved = head.state.group !== before.group || head.state.mergedInto !== undefined;
    const { note } = group;
    if (moved) return done({ kind: 'tended', team: head.state, changed: false, note });
    const team = tended(head.state, group.people, looked);
    if (sameTeam(team, head.state)) return done({ kind: 'tended', team, changed: false, note });
    const write = { changes: [tendChange(deps, head, team, actor)] as const };
    return { kind: 'write', write, value: { kind: 'tended', team, changed: true, note } };
  });
}

async function groupOf(
  deps: Deps,
  team: Team,
): Promise<{ people?: readonly PersonKey[]; note?: string }> {
  if (team.group === undefined) return {};
  const asked = await askGroup(deps, team.group);
  const kept = 'The members stay as they were.';
  if (asked.kind === 'unresolved') return { note: `${asked.say} ${kept}` };
  if (asked.people.length === 0) return { note: `This user group has nobody in it. ${kept}` };
  if (asked.people.length > MOST_MEMBERS)
    return { note: `${tooMany(asked.people.length)} ${kept}` };
  return { people: asked.people };
}

/** Who of these is deactivated; those of whom Slack said nothing are not in the answer. */
async function whoLeft(
  deps: Deps,
  people: readonly PersonKey[],
): Promise<ReadonlyMap<PersonKey, boolean>> {
  const found = new Map<PersonKey, boolean>();
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const some = people.slice(from, from + AT_ONCE);
    const answers = await Promise.all(some.map((one) => deps.people.fresh(one)));
    for (const one of answers) {
      if (one.kind === 'person') found.set(one.person.key, one.person.deactivated);
    }
  }
  return found;
}

function tended(
  team: Team,
  people: readonly PersonKey[] | undefined,
  looked: ReadonlyMap<PersonKey, boolean>,
): Team {
  const members = people ? [...people] : team.members;
  const left = members.filter((one) => looked.get(one) ?? team.left?.includes(one) ?? false);
  const { left: _, ...rest } = team;
  return { ...rest, members, ...(left.length > 0 ? { left } : {}) };
}

function sameTeam(a: Team, b: Team): boolean {
  const key = ({ members, left = [] }: Team) =>
    JSON.stringify([[...members].sort(), [...left].sort()]);
  return key(a) === key(b);
}

function tendChange(deps: Deps, head: Head<Team>, team: Team, actor: AuditActor) {
  const before = head.state.members;
  const data = {
    members: team.members.length,
    added: team.members.filter((one) => !before.includes(one)),
    removed: before.filter((one) => !team.members.includes(one)),
    left: team.left ?? [],
  };
  return {
    subject: `team/${team.id}` as const,
    from: head.chain,
    state: team,
    index: teamIndex(team),
    event: { kind: 'team.people-checked', at: deps.now(), actor, data },
  };
}

/**
 * The sweep's share: once a day each team is looked at, at a minute of the day that depends on its
 * place in the list, so that Slack is not asked about everybody at once.
 */
export async function tendDue(deps: Deps): Promise<{ tended: number }> {
  const teams = await listTeams(deps.store);
  const minute = Math.floor(unixSeconds(deps.now()) / 60) % DAY_MINUTES;
  const due = teams.filter((_, index) => index % DAY_MINUTES === minute);
  let tended = 0;
  for (const { id } of due) {
    if (!(await firstThisHour(deps, id))) continue;
    await tendTeam(deps, SYSTEM, { id, most: MOST_MEMBERS });
    tended += 1;
  }
  return { tended };
}

/** Sweeps may run more often than once a minute, and two at once. */
function firstThisHour(deps: Deps, id: string): Promise<boolean> {
  const at = deps.now();
  const unlessSince = minutesAfter(at, -60);
  return touch(deps.store, partKey(`team/${id}`, 'CHECKED'), { at, unlessSince });
}

import type { PersonKey, Team } from '../core/people.ts';
import { teamIdSchema, teamSchema } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import {
  changedMeanwhile,
  formTeam,
  nameKey,
  nameTaken,
  type TeamContext,
  type TeamProblem,
  type WantedTeam,
} from '../core/team.ts';
import type { Head } from '../store/item.ts';
import { readHead } from '../store/read.ts';
import { listTeams, nameHolder, nameItem, nameItemKey, teamIndex } from '../store/teams.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation } from './standing.ts';
import { askGroup, lookUpNew } from './team-people.ts';

export type TeamSaved =
  | {
      readonly kind: 'saved';
      readonly team: Team;
      readonly change: 'created' | 'changed' | 'unchanged';
      /** What did not go as asked, in one sentence: "the members stay as they were". */
      readonly note?: string | undefined;
    }
  | { readonly kind: 'problems'; readonly problems: readonly TeamProblem[] }
  | Refusal;

/** How a team is to be saved. */
export interface Saving {
  readonly by: PersonKey;
  /** `new`: it must not exist. A number: the state that the form was opened on. Else as it is now. */
  readonly against: 'new' | 'any' | number;
  /** Only looks whether it could be saved. */
  readonly dryRun?: boolean;
}

/**
 * Creates a team or gives an existing one all of these fields. Whoever is new to it is looked up
 * first; two edits of the same state do not overwrite each other: "the loser is told".
 */
export async function saveTeam(deps: Deps, wanted: WantedTeam, saving: Saving): Promise<TeamSaved> {
  const before = await readTeam(deps, wanted.id);
  const refusal = await maySave(deps, saving.by, before?.state);
  if (refusal) return refusal;
  const grouped = await withGroup(deps, wanted, before?.state);
  if (grouped.kind === 'problems') return grouped;
  const people = await lookUpNew(deps, grouped.wanted, before?.state.members ?? []);
  if ('kind' in people) return people;
  const step = () => saveStep(deps, grouped, saving, people);
  return saving.dryRun ? (await step()).value : attempt(deps, step);
}

/** Of what cannot be an id there is no team: it may be anything, of any length. */
export async function readTeam(deps: Deps, id: string): Promise<Head<Team> | undefined> {
  if (!teamIdSchema.safeParse(id).success) return undefined;
  return readHead(deps.store, `team/${id}`, teamSchema);
}

async function maySave(
  deps: Deps,
  by: PersonKey,
  team: Team | undefined,
): Promise<Refusal | undefined> {
  const organisation = await loadOrganisation(deps);
  return mayNot(team ? 'edit-team' : 'create-team', by, { organisation, team });
}

interface Grouped {
  readonly kind: 'grouped';
  readonly wanted: WantedTeam;
  readonly note?: string;
}

/** "A group that Slack cannot resolve keeps the members and says so." */
async function withGroup(
  deps: Deps,
  wanted: WantedTeam,
  before: Team | undefined,
): Promise<Grouped | (TeamSaved & { kind: 'problems' })> {
  if (wanted.group === undefined) return { kind: 'grouped', wanted };
  const asked = await askGroup(deps, wanted.group);
  if (asked.kind === 'members') {
    return { kind: 'grouped', wanted: { ...wanted, members: asked.people } };
  }
  if (before?.group !== wanted.group) {
    return { kind: 'problems', problems: [{ field: 'group', say: asked.say }] };
  }
  const note = `${asked.say} The members stay as they were.`;
  return { kind: 'grouped', wanted: { ...wanted, members: before.members }, note };
}

async function saveStep(
  deps: Deps,
  { wanted, note }: Grouped,
  saving: Saving,
  people: TeamContext['people'],
): Promise<Step<TeamSaved>> {
  const [organisation, teams, head, holder] = await Promise.all([
    loadOrganisation(deps),
    listTeams(deps.store),
    readTeam(deps, wanted.id),
    nameHolder(deps.store, wanted.name),
  ]);
  const refusal =
    mayNot(head ? 'edit-team' : 'create-team', saving.by, { organisation, team: head?.state }) ??
    notSavable(head);
  if (refusal) return done(refusal);
  const formed = formTeam(wanted, { home: organisation.home, teams, people });
  if (formed.kind === 'problems') return done(formed);
  const team = remembering(formed.team, head?.state);
  if (head && same(head.state, team)) {
    return done({ kind: 'saved', team: head.state, change: 'unchanged', note });
  }
  const late = expectation(head, saving);
  if (late) return done(late);
  if (holder !== undefined && holder !== team.id) return done(taken(holder));
  const write = saveWrite(deps, team, { head, by: saving.by, claimed: holder !== undefined });
  return {
    kind: 'write',
    write,
    value: { kind: 'saved', team, change: head ? 'changed' : 'created', note },
  };
}

function notSavable(head: Head<Team> | undefined): Refusal | undefined {
  const into = head?.state.mergedInto;
  if (into === undefined) return undefined;
  const say = `${head?.state.id} was merged into ${into}. Change that one, or choose another id.`;
  return refuse('merged-away', say, { into });
}

/** A new team's id is free, and an edited one stands where the form found it. */
function expectation(head: Head<Team> | undefined, { against }: Saving): TeamSaved | undefined {
  if (against === 'any') return undefined;
  if (!head) return against === 'new' ? undefined : refuse('no-team', 'There is no such team.');
  if (against === 'new') {
    return {
      kind: 'problems',
      problems: [{ field: 'id', say: `The id ${head.state.id} is in use. Choose another.` }],
    };
  }
  return head.chain.seq === against ? undefined : changedMeanwhile(head.state);
}

function taken(holder: string): TeamSaved {
  return { kind: 'problems', problems: [{ field: 'name', say: nameTaken(holder) }] };
}

/** What the last look at Slack said of those who are still members. */
function remembering(team: Team, before: Team | undefined): Team {
  const left = (before?.left ?? []).filter((one) => team.members.includes(one));
  return left.length > 0 ? { ...team, left } : team;
}

function same(a: Team, b: Team): boolean {
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

function comparable({ id, name, lead, backup, channel, members, group, onCall, ci }: Team) {
  return [id, name, lead, backup, channel, [...members].sort(), group, onCall, ci ?? []];
}

interface SavedBy {
  readonly head: Head<Team> | undefined;
  readonly by: PersonKey;
  /** Whether the name is this team's already. */
  readonly claimed: boolean;
}

/** Ids and numbers only: the name is in the record. */
function saveWrite(deps: Deps, team: Team, { head, by, claimed }: SavedBy): Write {
  const before = head?.state;
  const data = {
    lead: team.lead,
    backup: team.backup ?? 'none',
    channel: team.channel,
    members: team.members.length,
    added: team.members.filter((one) => !before?.members.includes(one)),
    removed: (before?.members ?? []).filter((one) => !team.members.includes(one)),
    group: team.group ?? 'none',
    onCall: team.onCall ?? 'none',
    patterns: team.ci?.length ?? 0,
  };
  const kind = head ? 'team.changed' : 'team.created';
  const event = { kind, at: deps.now(), actor: { kind: 'person' as const, id: by }, data };
  const change = { subject: `team/${team.id}` as const, from: head?.chain, state: team };
  const renamed = before !== undefined && nameKey(before.name) !== nameKey(team.name);
  return {
    changes: [{ ...change, index: teamIndex(team), event }],
    creates: claimed ? [] : [nameItem(deps.store, team.name, team.id)],
    deletes: renamed ? [nameItemKey(deps.store, before.name)] : [],
  };
}

import { type PersonKey, type Team, teamIdSchema } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mergeTeams as mergedTeams, renamedTeam } from '../core/team-merge.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import { nameHolder, nameItem, nameItemKey, teamIndex } from '../store/teams.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import { loadBaseline } from './baseline-store.ts';
import type { Deps } from './deps.ts';
import { mayNotHere } from './standing.ts';
import { type Carried, carryOn } from './team-carry.ts';
import { readTeam } from './team-save.ts';
import { teamPaused } from './wide-pause.ts';

export type TeamMerged = ({ readonly kind: 'merged'; readonly into: Team } & Carried) | Refusal;

export interface Merging {
  readonly from: string;
  readonly into: string;
  /** How much to carry before giving the rest to the sweep. */
  readonly most: number;
}

/**
 * Merges a team into another: from this moment its id is an alias, and what it had is carried over.
 * The same again goes on carrying.
 */
export async function mergeTeams(deps: Deps, by: PersonKey, merging: Merging): Promise<TeamMerged> {
  const refusal = await mayNotHere(deps, 'merge-teams', by);
  if (refusal) return refusal;
  return thenCarry(deps, merging, () => mergeStep(deps, by, merging));
}

/** Gives a team another id: a new team with all that it has, into which the old one goes. */
export async function renameTeam(deps: Deps, by: PersonKey, merging: Merging): Promise<TeamMerged> {
  const refusal = await mayNotHere(deps, 'merge-teams', by);
  if (refusal) return refusal;
  return thenCarry(deps, merging, () => renameStep(deps, by, merging));
}

type Begun = { readonly kind: 'begun'; readonly into: Team } | Refusal;

async function thenCarry(
  deps: Deps,
  { from, most }: Merging,
  step: () => Promise<Step<Begun>>,
): Promise<TeamMerged> {
  const begun = await attempt(deps, step);
  if (begun.kind === 'refused') return begun;
  return { kind: 'merged', into: begun.into, ...(await carryOn(deps, from, most)) };
}

async function mergeStep(deps: Deps, by: PersonKey, merging: Merging): Promise<Step<Begun>> {
  const [from, into, baseline] = await Promise.all([
    readTeam(deps, merging.from),
    readTeam(deps, merging.into),
    loadBaseline(deps),
  ]);
  if (!from) return done(noTeam(merging.from));
  if (!into) return done(noTeam(merging.into));
  if (from.state.mergedInto === into.state.id) return done({ kind: 'begun', into: into.state });
  const refusal = await teamPaused(deps, from.state.id);
  if (refusal) return done(refusal);
  const merged = mergedTeams(from.state, into.state, baseline.state.rules);
  if (merged.kind === 'refused') return done(merged);
  const data = { from: from.state.id, into: into.state.id, members: merged.into.members.length };
  const write: Write = {
    changes: [
      step(deps, by, { head: from, state: merged.from, kind: 'team.merged', data }),
      step(deps, by, { head: into, state: merged.into, kind: 'team.joined', data }),
    ],
    deletes: (await holds(deps, from.state)) ? [nameItemKey(deps.store, from.state.name)] : [],
  };
  return { kind: 'write', write, value: { kind: 'begun', into: merged.into } };
}

async function renameStep(deps: Deps, by: PersonKey, merging: Merging): Promise<Step<Begun>> {
  if (!teamIdSchema.safeParse(merging.into).success) return done(badId());
  const [from, other, baseline] = await Promise.all([
    readTeam(deps, merging.from),
    readTeam(deps, merging.into),
    loadBaseline(deps),
  ]);
  if (!from) return done(noTeam(merging.from));
  if (other && from.state.mergedInto === merging.into) {
    return done({ kind: 'begun', into: other.state });
  }
  if (other) return done(refuse('id-taken', `The id ${merging.into} is in use. Choose another.`));
  const refusal = await teamPaused(deps, from.state.id);
  if (refusal) return done(refusal);
  const into = renamedTeam(from.state, merging.into);
  const merged = mergedTeams(from.state, into, baseline.state.rules);
  if (merged.kind === 'refused') return done(merged);
  const data = { from: from.state.id, into: into.id, members: into.members.length };
  const write: Write = {
    changes: [
      step(deps, by, { head: from, state: merged.from, kind: 'team.renamed', data }),
      step(deps, by, { head: undefined, state: into, kind: 'team.created', data }),
    ],
    puts: [nameItem(deps.store, into.name, into.id)],
  };
  return { kind: 'write', write, value: { kind: 'begun', into } };
}

function noTeam(id: string): Refusal<'no-team'> {
  return refuse('no-team', `There is no team "${id}".`, { id });
}

function badId(): Refusal<'bad-id'> {
  const say = 'Write an id of 1 to 60 lower-case letters, digits and hyphens: team-support.';
  return refuse('bad-id', say);
}

/** Whether the name is free for others once this team is gone. */
async function holds(deps: Deps, team: Team): Promise<boolean> {
  return (await nameHolder(deps.store, team.name)) === team.id;
}

function step(
  deps: Deps,
  by: PersonKey,
  next: {
    readonly head: Head<Team> | undefined;
    readonly state: Team;
    readonly kind: string;
    readonly data: Change['event']['data'];
  },
): Change {
  const { head, state, kind, data } = next;
  return {
    subject: `team/${state.id}`,
    from: head?.chain,
    state,
    index: teamIndex(state),
    event: { kind, at: deps.now(), actor: { kind: 'person', id: by }, data },
  };
}

import type { Discovered } from '../core/discovered.ts';
import type { ClaimAnswer, ClaimOutcome } from '../core/discovered-answer.ts';
import { answerDiscovered } from '../core/discovered-answer.ts';
import { organisationOf, type PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { claimsOf, discoveredWrite, loadDiscovered, noDiscovered } from './discovered.ts';
import { activePerson } from './estate-resolve.ts';
import { loadOrganisation, loadTeam, loadTeamsOf } from './standing.ts';

export type Claimed = ClaimOutcome | Refusal;

const EVENTS: Readonly<Record<ClaimAnswer['says'], string>> = {
  mine: 'discovered.claimed',
  'not-mine': 'discovered.passed-on',
  gone: 'discovered.gone',
  runs: 'discovered.runs-after-all',
  assign: 'discovered.assigned',
};

/** One answer to one entry: it acts once, and the lists that show the entry are drawn anew. */
export async function answerClaim(
  deps: Deps,
  by: PersonKey,
  id: string,
  answer: ClaimAnswer,
): Promise<Claimed> {
  const named = await checkNamed(deps, by, answer);
  if (named) return named;
  const { platformChannel } = await loadOrganisation(deps);
  const ownTeam = await onlyTeamOf(deps, by);
  return attempt(deps, async (): Promise<Step<Claimed>> => {
    const before = await loadDiscovered(deps, id);
    if (!before) return done(noDiscovered(id));
    const outcome = await decide(deps, before.state, { answer, by, ownTeam });
    if (outcome.kind !== 'answered') return done(outcome);
    const happened = {
      kind: EVENTS[answer.says],
      actor: { kind: 'person' as const, id: by },
    };
    const tell = { platformChannel, lane: 'interactive' as const };
    const write = discoveredWrite(deps, { before, entry: outcome.entry }, happened, tell);
    return { kind: 'write', write, value: outcome };
  });
}

/** Whom somebody names has to be an active person of this organisation. */
async function checkNamed(
  deps: Deps,
  by: PersonKey,
  answer: ClaimAnswer,
): Promise<Refusal | undefined> {
  const to = answer.says === 'not-mine' || answer.says === 'assign' ? answer.to : undefined;
  if (to === undefined) return undefined;
  if (answer.says === 'not-mine' && to === by) {
    return refuse('said-not-mine', 'That is you. Name somebody else, or leave it empty.');
  }
  const { home } = await loadOrganisation(deps);
  if (organisationOf(to) !== home) {
    return refuse('outside', 'This person belongs to another organisation.');
  }
  const active = await activePerson(deps, to);
  return typeof active === 'object' ? active : undefined;
}

interface Deciding {
  readonly answer: ClaimAnswer;
  readonly by: PersonKey;
  /** The team of who claims, where they are in one only. */
  readonly ownTeam: string | undefined;
}

async function decide(
  deps: Deps,
  entry: Discovered,
  { answer, by, ownTeam }: Deciding,
): Promise<Claimed> {
  const organisation = await loadOrganisation(deps);
  const team = entry.team ? await loadTeam(deps, entry.team) : undefined;
  const refusal = mayNot('claim-workflow', by, { organisation, team, owner: entry.owner });
  // The second press of somebody who has just passed it on: nothing is left to do, nothing is wrong.
  const passed = answer.says === 'not-mine' && entry.notMine.includes(by) && entry.owner !== by;
  if (passed) return { kind: 'unchanged', entry };
  if (refusal) return refusal;
  const outcome = answerDiscovered(entry, { answer, by, at: deps.now(), lead: team?.lead });
  if (outcome.kind !== 'answered' || answer.says !== 'mine') return outcome;
  const named = outcome.entry.team ?? ownTeam;
  return { kind: 'answered', entry: { ...outcome.entry, ...(named ? { team: named } : {}) } };
}

/** Why this person may not answer for the entry, before a form asks them how. */
export async function mayNotClaim(
  deps: Deps,
  by: PersonKey,
  { owner, team: id }: Discovered,
): Promise<Refusal<'not-allowed'> | undefined> {
  const [organisation, team] = await Promise.all([
    loadOrganisation(deps),
    id ? loadTeam(deps, id) : undefined,
  ]);
  return mayNot('claim-workflow', by, { organisation, team, owner });
}

/** Whoever is in one team only claims for that team; anybody else is asked later. */
async function onlyTeamOf(deps: Deps, person: PersonKey): Promise<string | undefined> {
  const teams = (await loadTeamsOf(deps, person)).filter((team) => team.mergedInto === undefined);
  return teams.length === 1 ? teams[0]?.id : undefined;
}

/** So many entries go into one transaction: three items each, and the lists. */
const AT_ONCE = 20;

/** "All Mine": everything in the person's list that nobody has answered yet. Returns how many it were. */
export async function claimAll(
  deps: Deps,
  by: PersonKey,
  group?: string,
): Promise<{ readonly kind: 'claimed'; readonly count: number }> {
  const { entries } = await claimsOf(deps, by, group);
  const open = entries.filter((entry) => isAskedOf(entry, by)).map((entry) => entry.id);
  const { platformChannel } = await loadOrganisation(deps);
  const ownTeam = await onlyTeamOf(deps, by);
  let count = 0;
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const ids = open.slice(at, at + AT_ONCE);
    count += await attempt(deps, () => claimSome(deps, ids, { by, ownTeam, platformChannel }));
  }
  return { kind: 'claimed', count };
}

/** Whether this person still has to say whether the entry is theirs. */
export function isAskedOf(entry: Discovered, person: PersonKey): boolean {
  return entry.owner === person && entry.state === 'unclaimed';
}

async function claimSome(
  deps: Deps,
  ids: readonly string[],
  as: { by: PersonKey; ownTeam: string | undefined; platformChannel: string },
): Promise<Step<number>> {
  const { by, platformChannel } = as;
  const heads = await Promise.all(ids.map((id) => loadDiscovered(deps, id)));
  const open = heads.flatMap((head) => (head && isAskedOf(head.state, by) ? [head] : []));
  const tell = { platformChannel, lane: 'interactive' as const };
  const happened = { kind: EVENTS.mine, actor: { kind: 'person' as const, id: by } };
  const writes = await Promise.all(
    open.map(async (before): Promise<Write[]> => {
      const outcome = await decide(deps, before.state, { ...as, answer: { says: 'mine' } });
      if (outcome.kind !== 'answered') return [];
      return [discoveredWrite(deps, { before, entry: outcome.entry }, happened, tell)];
    }),
  );
  return together(writes.flat());
}

/** Several writes as one; each list is told of once. */
function together(writes: readonly Write[]): Step<number> {
  const [first, ...rest] = writes;
  if (!first) return done(0);
  const tell = writes.flatMap((write) => write.tell ?? []);
  return {
    kind: 'write',
    value: writes.length,
    write: {
      changes: [first.changes[0], ...rest.flatMap((write) => write.changes)],
      puts: writes.flatMap((write) => write.puts ?? []),
      tell: [...new Map(tell.map((one) => [`${one.subject} ${one.place}`, one])).values()],
    },
  };
}

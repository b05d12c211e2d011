import * as z from 'zod';
import type { Approval } from '../core/approval.ts';
import { turnOf } from '../core/approval.ts';
import { refuseEarly } from '../core/decision.ts';
import { isHandedOn, seated, seatsOf } from '../core/delegation.ts';
import { leadsOf } from '../core/gate.ts';
import { whyVoid } from '../core/in-force.ts';
import type { Organisation, PersonKey, Team } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { NAMED, PLATFORM } from '../store/indexes.ts';
import { handedTo } from '../store/keys.ts';
import { readAll } from '../store/read.ts';
import { listTeams, type TeamNames, teamNames } from '../store/teams.ts';
import { type Loaded, loadApproval, waitingApprovals } from './approvals.ts';
import { delegationsFor } from './delegation.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

/** An approval that one person may decide now, or could if it were not on hold. */
export type Waiting = Approval & {
  /** Whose turn it is, where that person named this one for it. */
  readonly inPlaceOf?: PersonKey | undefined;
};

/** What the listings are read by. */
export interface Around {
  readonly organisation: Organisation;
  readonly every: readonly Team[];
  readonly names: TeamNames;
}

export async function loadAround(deps: Deps): Promise<Around> {
  const [organisation, every, names] = await Promise.all([
    loadOrganisation(deps),
    listTeams(deps.store),
    teamNames(deps.store),
  ]);
  return { organisation, every, names };
}

/** The same for a door of its own. Only an outsider is refused. */
export async function waitingForMe(
  deps: Deps,
  person: PersonKey,
): Promise<{ readonly kind: 'waiting'; readonly waiting: readonly Waiting[] } | Refusal> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  return { kind: 'waiting', waiting: await waitingFor(deps, person, await loadAround(deps)) };
}

/**
 * All that waits for this person, the earliest ending first: what they were asked, what was handed to
 * them, and what those were asked who named them for these days. Not what is to be another's turn
 * before. Costs what waits in the teams that this is about.
 */
export async function waitingFor(
  deps: Deps,
  person: PersonKey,
  around: Around,
): Promise<Waiting[]> {
  const [delegations, handed] = await Promise.all([
    delegationsFor(deps, person),
    handedIds(deps, person),
  ]);
  const named = delegations.map(({ state }) => state.person);
  const listed = await waitingApprovals(deps, listingsOf([person, ...named], person, around));
  const ids = new Set([...listed.map((one) => one.id), ...handed]);
  const loaded = await Promise.all([...ids].map((id) => loadApproval(deps, id)));
  const now = deps.now();
  return loaded
    .flatMap((one) => (one ? waitingAs(one, { person, named, now }) : []))
    .filter((one) => whyVoid(around.organisation, one) === undefined)
    .sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1));
}

/** Where the turns of these people are listed: their teams, those they lead, and what is of no team. */
function listingsOf(
  people: readonly PersonKey[],
  self: PersonKey,
  { organisation, every, names }: Around,
): string[] {
  // Leads decide where the baseline says so, also those who are no members.
  const teams = every.filter(
    (team) => people.some((one) => team.members.includes(one)) || leadsOf(team).includes(self),
  );
  const platform = organisation.admins.includes(self) ? [PLATFORM] : [];
  return [...new Set(teams.flatMap((team) => names.all(team.id))), ...platform, NAMED];
}

const handedSchema = z.object({ id: z.string(), expiresAt: z.string() });

async function handedIds(deps: Deps, person: PersonKey): Promise<string[]> {
  const listing = { partition: handedTo(person), schema: handedSchema };
  const now = deps.now();
  const found = await readAll(deps.store, listing);
  return found.filter(({ state }) => state.expiresAt > now).map(({ state }) => state.id);
}

interface As {
  readonly person: PersonKey;
  readonly named: readonly PersonKey[];
  readonly now: string;
}

/** The approval as it waits for this person; nothing where they could not even deny it. */
function waitingAs({ head, asked }: Loaded, { person, named, now }: As): Waiting[] {
  const approval = head.state;
  const denial = { choice: 'deny' as const, digest: approval.digest, reason: 'tried', at: now };
  const refuses = (of: typeof asked) => {
    const refusal = refuseEarly(approval, of, person, denial);
    return refusal !== undefined && refusal.why !== 'on-hold';
  };
  if (!refuses(asked)) return [approval];
  if (approval.end || !isHandedOn(turnOf(approval).stage)) return [];
  const seat = seatsOf(approval, asked, person, named).find(
    (one) => !refuses(seated(approval, asked, { person, seat: one })),
  );
  return seat === undefined ? [] : [{ ...approval, inPlaceOf: seat }];
}

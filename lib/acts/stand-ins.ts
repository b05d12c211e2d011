import {
  type Approval,
  type ApprovalAsked,
  everyoneAsked,
  openDeciders,
  turnOf,
} from '../core/approval.ts';
import { type Choice, type DecideRefusal, refuseEarly } from '../core/decision.ts';
import { type Delegation, isHandedOn, seated, seatsOf } from '../core/delegation.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import type { Loaded } from './approvals.ts';
import { delegationsFor, delegationsOf, delegationUsed } from './delegation.ts';
import type { Deps } from './deps.ts';
import { inactiveAmong } from './inactive.ts';

/** A place among those whose turn it is: one's own, or that of somebody who named one for it. */
export interface Seat {
  /** Who was asked. */
  readonly holder: PersonKey;
  /** Who was asked, with whoever sits there in the holder's place. */
  readonly asked: ApprovalAsked;
  /** What it rests on, where the holder named somebody for some days. */
  readonly delegation?: Head<Delegation> | undefined;
}

export type Seats = readonly [Seat, ...Seat[]];

/**
 * The seats this person could decide from. Their own costs nothing to find; whose else they stand in
 * for is read only where they have none of their own. "No chains": seats are of those who were asked.
 */
export async function findSeats(
  deps: Deps,
  { head, asked }: Loaded,
  person: PersonKey,
): Promise<Seats> {
  const approval = head.state;
  const own: Seats = [{ holder: person, asked }];
  const ownTurn = openDeciders(approval, asked).includes(person);
  if (ownTurn || approval.end || !isHandedOn(turnOf(approval).stage)) return own;
  const delegations = await delegationsFor(deps, person);
  const named = delegations.map(({ state }) => state.person);
  const handed = (approval.handed ?? []).filter((one) => one.to === person);
  const seats = seatsOf(approval, asked, person, named).map((seat): Seat => {
    const byHand = handed.some((one) => one.from === seat);
    const delegation = byHand ? undefined : delegations.find(({ state }) => state.person === seat);
    return { holder: seat, asked: seated(approval, asked, { person, seat }), delegation };
  });
  const [first, ...others] = seats;
  return first ? [first, ...others] : own;
}

/** Who was asked, of this person and those in whose place they decide, or did; undefined for neither. */
export async function askedAs(
  deps: Deps,
  loaded: Loaded,
  person: PersonKey,
): Promise<PersonKey | undefined> {
  if (everyoneAsked(loaded.asked).includes(person)) return person;
  const said = loaded.head.state.decisions.find((one) => one.by === person);
  if (said?.for) return said.for;
  const [{ holder }] = await findSeats(deps, loaded, person);
  return holder === person ? undefined : holder;
}

/** Who may decide in the place of one of these: named for it by hand, or for these days. */
export async function standInsOf(
  deps: Deps,
  approval: Approval,
  open: readonly PersonKey[],
): Promise<PersonKey[]> {
  if (!isHandedOn(turnOf(approval).stage)) return [];
  const handed = (approval.handed ?? []).filter((one) => open.includes(one.from));
  const delegations = await delegationsOf(deps, open);
  return [...handed.map((one) => one.to), ...delegations.map(({ state }) => state.to)];
}

/** Of those in whose place this person may decide: who left Slack. Unsure is held against nobody. */
export function goneHolders(
  deps: Deps,
  seats: Seats,
  person: PersonKey,
): Promise<ReadonlySet<PersonKey>> {
  const others = seats.map((one) => one.holder).filter((one) => one !== person);
  return inactiveAmong(deps, others);
}

/**
 * The seats that no refusal speaks against which "needs no lookup and no transaction"; the refusal of
 * the first one where there are none.
 */
export async function seatsOpen(
  deps: Deps,
  loaded: Loaded,
  person: PersonKey,
  choice: Choice,
): Promise<{ readonly kind: 'open'; readonly seats: Seats } | Refusal<DecideRefusal>> {
  const seats = await findSeats(deps, loaded, person);
  const tried = (seat: Seat) => refuseEarly(loaded.head.state, seat.asked, person, choice);
  const [first, ...others] = seats.filter((one) => tried(one) === undefined);
  if (first) return { kind: 'open', seats: [first, ...others] };
  const refusal = tried(seats[0]);
  return refusal ?? { kind: 'open', seats };
}

/** What is written along with a decision that rests on a delegation. */
export function seatUsed({ delegation }: Seat, approval: string, at: string): Change[] {
  return delegation ? [delegationUsed(delegation, approval, at)] : [];
}

import { cardPlaces } from '../acts/approval-cards.ts';
import { type Loaded, loadApproval, loadPayload } from '../acts/approvals.ts';
import { loadDenial, loadReasons } from '../acts/decision-words.ts';
import type { Deps } from '../acts/deps.ts';
import { notifyOf } from '../acts/notify.ts';
import { findSeats } from '../acts/stand-ins.ts';
import {
  type Approval,
  type ApprovalAsked,
  everyoneAsked,
  openDeciders,
  stateOf,
} from '../core/approval.ts';
import type { PersonKey } from '../core/people.ts';
import { approvalCard } from '../slack/views/approval-card.ts';
import { personAt } from '../slack/views/approval-words.ts';
import type { Rendered } from './render.ts';

/** Of so many it is known how they want to be asked; up to three are mentioned. */
const MOST_LOOKED_UP = 20;

/**
 * The card of an approval in one of its places: a channel's copy, or one person's own, which says
 * what that person can still do. Nothing in a channel that it was moved away from.
 */
export async function renderApproval(deps: Deps, id: string, place: string): Promise<Rendered> {
  const loaded = await loadApproval(deps, id);
  if (!loaded) return { kind: 'nothing' };
  const { head, asked } = loaded;
  const approval = head.state;
  const person = personAt(place, asked);
  const isAsked = person !== undefined && everyoneAsked(asked).includes(person);
  if (!isAsked && !cardPlaces(approval).includes(place)) return { kind: 'nothing' };
  const [payload, denial, reasons, quiet, inPlaceOf] = await Promise.all([
    loadPayload(deps, id),
    loadDenial(deps, approval),
    loadReasons(deps, approval),
    person ? new Set<PersonKey>() : quietOnes(deps, approval, asked),
    person && !isAsked ? holdersFor(deps, loaded, person) : [],
  ]);
  const reader = { person, quiet, inPlaceOf };
  const seen = { approval, asked, card: payload?.card, denial, reasons, ...reader };
  return { kind: 'card', ...approvalCard(seen), version: head.chain.seq };
}

/** In whose place somebody may decide who was not asked, as their click would find it. */
async function holdersFor(deps: Deps, loaded: Loaded, person: PersonKey): Promise<PersonKey[]> {
  const seats = await findSeats(deps, loaded, person);
  return seats.map((one) => one.holder).filter((one) => one !== person);
}

/** Those whose turn it is who want to be asked in messages of their own alone. */
async function quietOnes(
  deps: Deps,
  approval: Approval,
  asked: ApprovalAsked,
): Promise<ReadonlySet<PersonKey>> {
  if (stateOf(approval) !== 'waiting') return new Set();
  const open = openDeciders(approval, asked).slice(0, MOST_LOOKED_UP);
  const chosen = await notifyOf(deps, open);
  return new Set(open.filter((one) => chosen.get(one)?.by === 'dm'));
}

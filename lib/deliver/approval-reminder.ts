import { approvalOfReminder } from '../acts/approval-reminders.ts';
import { loadApproval } from '../acts/approvals.ts';
import type { Deps } from '../acts/deps.ts';
import { findSeats } from '../acts/stand-ins.ts';
import { loadOrganisation } from '../acts/standing.ts';
import { openDeciders, stateOf } from '../core/approval.ts';
import { hasTurnToHand } from '../core/delegation.ts';
import { whyVoid } from '../core/in-force.ts';
import type { PersonKey } from '../core/people.ts';
import {
  approvalEscalation,
  approvalReminder,
  type ReminderShown,
} from '../slack/views/approval-reminder.ts';
import type { Rendered } from './render.ts';

const NOTHING: Rendered = { kind: 'nothing' };

/** What one of those who have not decided is told; nothing once they have, or it is over or on hold. */
export async function renderApprovalReminder(
  deps: Deps,
  subject: string,
  place: string,
): Promise<Rendered> {
  const seen = await load(deps, subject, place);
  if (!seen) return NOTHING;
  const { shown, personal, turn, version } = seen;
  if (personal && !turn) return NOTHING;
  return { kind: 'card', ...approvalReminder(shown), version };
}

/** What those above them are told, and the platform where there is nobody else. */
export async function renderEscalation(
  deps: Deps,
  subject: string,
  place: string,
): Promise<Rendered> {
  const seen = await load(deps, subject, place);
  return seen
    ? { kind: 'card', ...approvalEscalation(seen.shown), version: seen.version }
    : NOTHING;
}

interface Seen {
  readonly shown: ReminderShown;
  readonly personal: boolean;
  /** It is the turn of whoever reads it, or they may take somebody's. */
  readonly turn: boolean;
  readonly version: number;
}

async function load(deps: Deps, subject: string, place: string): Promise<Seen | undefined> {
  const [loaded, organisation] = await Promise.all([
    loadApproval(deps, approvalOfReminder(subject)),
    loadOrganisation(deps),
  ]);
  if (!loaded) return undefined;
  const approval = loaded.head.state;
  const over = stateOf(approval) !== 'waiting' || deps.now() >= approval.expiresAt;
  if (over || approval.heldSince !== undefined || whyVoid(organisation, approval)) return undefined;
  const open = openDeciders(approval, loaded.asked);
  const personal = /^[UW]/.test(place);
  const person: PersonKey = `${organisation.home}/${place}`;
  const own = personal && open.includes(person);
  const [seat] = personal && !own ? await findSeats(deps, loaded, person) : [];
  const inPlaceOf = seat && seat.holder !== person ? seat.holder : undefined;
  const mayHand = hasTurnToHand(approval, loaded.asked, person);
  const shown = { approval, open, inPlaceOf, mayHand };
  return { shown, personal, turn: own || inPlaceOf !== undefined, version: loaded.head.chain.seq };
}

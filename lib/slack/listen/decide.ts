import { loadApproval, noApproval, openDetails } from '../../acts/approvals.ts';
import { decideApproval } from '../../acts/decide.ts';
import type { Deps } from '../../acts/deps.ts';
import { noteOpening } from '../../acts/openings.ts';
import { seatsOpen } from '../../acts/stand-ins.ts';
import type { PersonKey } from '../../core/people.ts';
import { packMetadata, type ReasonMetadata } from '../metadata.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import { lineOnly } from '../views/approval-card.ts';
import { detailsModal } from '../views/details-modal.ts';
import { REASON, reasonModal } from '../views/reason-modal.ts';
import { refusalModal } from '../views/refusal.ts';
import { offerBreakGlass } from './break-glass-room.ts';
import { askToLogIn } from './step-up-room.ts';

interface Pressed {
  readonly id: string;
  readonly digest: string;
  /** Whether App Home is drawn anew after it. */
  readonly home: boolean;
}

/** Approve: nothing is said on success, since the card itself changes for everybody. */
export async function pressApprove(deps: Deps, by: PersonKey, on: Pressed): Promise<Reply[]> {
  const { id, digest } = on;
  const said = { choice: 'approve' as const, digest, reason: '' };
  const outcome = await decideApproval(deps, by, id, said);
  if (outcome.kind === 'decided') return [];
  if (outcome.why === 'reason-required') return askWhy(deps, 'approve-approval', on);
  if (outcome.why !== 'step-up-needed') return sayRefusal(outcome);
  return askToLogIn(deps, by, { kind: 'decide', approval: id, ...said });
}

async function askWhy(
  deps: Deps,
  asks: 'approve-approval' | 'reject-approval',
  { id, digest, home }: Pressed,
): Promise<Reply[]> {
  const approval = (await loadApproval(deps, id))?.head.state;
  if (!approval) return sayRefusal(noApproval(id));
  return open(reasonModal(asks, lineOnly(approval).line, packMetadata({ asks, id, digest, home })));
}

/** Reject asks why, and only those who could reject. */
export async function pressReject(deps: Deps, by: PersonKey, on: Pressed): Promise<Reply[]> {
  const { id, digest, home } = on;
  const loaded = await loadApproval(deps, id);
  if (!loaded) return sayRefusal(noApproval(id));
  const approval = loaded.head.state;
  const tried = { choice: 'deny' as const, digest, reason: 'asked for next', at: deps.now() };
  const early = await seatsOpen(deps, loaded, by, tried);
  if (early.kind === 'refused') return sayRefusal(early);
  const metadata = packMetadata({ asks: 'reject-approval', id, digest, home });
  return open(reasonModal('reject-approval', lineOnly(approval).line, metadata));
}

/** The reason was given: closes the form, or says in it why not. */
export async function submitDecision(
  deps: Deps,
  by: PersonKey,
  about: Extract<ReasonMetadata, { digest: string }>,
  words: { readonly reason: string; readonly suggestion: string },
): Promise<Reply[]> {
  const { asks, id, digest } = about;
  const choice = asks === 'approve-approval' ? ('approve' as const) : ('deny' as const);
  const said = { choice, digest, ...words };
  const outcome = await decideApproval(deps, by, id, said);
  if (outcome.kind === 'decided') return [];
  if (outcome.why === 'reason-required') return fieldErrors({ [REASON.reason]: outcome.say });
  if (outcome.why !== 'step-up-needed') return replace(refusalModal(outcome));
  const { reason } = words;
  const wanted = { kind: 'decide' as const, approval: id, choice, digest, reason };
  return askToLogIn(deps, by, wanted, replace);
}

/** "Details, each opening an event"; turning a page replaces the modal, and is none. */
export async function pressDetails(
  deps: Deps,
  by: PersonKey,
  on: { readonly id: string; readonly page: number; readonly inModal: boolean },
): Promise<Reply[]> {
  const details = await openDetails(deps, by, on.id);
  if (details.kind === 'refused') {
    const about = { id: on.id, refusal: details };
    return (await offerBreakGlass(deps, by, about)) ?? sayRefusal(details);
  }
  if (!on.inModal) await noteOpening(deps, by, on.id);
  const view = detailsModal({ ...details, page: on.page });
  return on.inModal ? replace(view) : open(view);
}

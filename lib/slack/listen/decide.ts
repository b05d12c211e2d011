import { loadApproval, noApproval, openDetails } from '../../acts/approvals.ts';
import { decideApproval } from '../../acts/decide.ts';
import type { Deps } from '../../acts/deps.ts';
import { refuseEarly } from '../../core/decision.ts';
import type { PersonKey } from '../../core/people.ts';
import { packMetadata, type ReasonMetadata } from '../metadata.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import { lineOnly } from '../views/approval-card.ts';
import { detailsModal } from '../views/details-modal.ts';
import { REASON, reasonModal } from '../views/reason-modal.ts';
import { refusalModal } from '../views/refusal.ts';

interface Pressed {
  readonly id: string;
  readonly digest: string;
}

/** Approve: nothing is said on success, since the card itself changes for everybody. */
export async function pressApprove(deps: Deps, by: PersonKey, on: Pressed): Promise<Reply[]> {
  const { id, digest } = on;
  const outcome = await decideApproval(deps, by, id, { choice: 'approve', digest, reason: '' });
  return outcome.kind === 'refused' ? sayRefusal(outcome) : [];
}

/** Reject asks why, and only those who could reject. */
export async function pressReject(
  deps: Deps,
  by: PersonKey,
  on: Pressed & { readonly home: boolean },
): Promise<Reply[]> {
  const { id, digest, home } = on;
  const loaded = await loadApproval(deps, id);
  if (!loaded) return sayRefusal(noApproval(id));
  const approval = loaded.head.state;
  const tried = { choice: 'deny' as const, digest, reason: 'asked for next', at: deps.now() };
  const refusal = refuseEarly(approval, loaded.asked, by, tried);
  if (refusal) return sayRefusal(refusal);
  const metadata = packMetadata({ asks: 'reject-approval', id, digest, home });
  return open(reasonModal('reject-approval', lineOnly(approval).line, metadata));
}

/** The reason was given: closes the form, or says in it why not. */
export async function submitDenial(
  deps: Deps,
  by: PersonKey,
  about: ReasonMetadata & { asks: 'reject-approval' },
  reason: string,
): Promise<Reply[]> {
  const { id, digest } = about;
  const outcome = await decideApproval(deps, by, id, { choice: 'deny', digest, reason });
  if (outcome.kind === 'decided') return [];
  if (outcome.why === 'reason-required') return fieldErrors({ [REASON.reason]: outcome.say });
  return replace(refusalModal(outcome));
}

/** Details, in a modal; turning a page replaces it. */
export async function pressDetails(
  deps: Deps,
  by: PersonKey,
  on: { readonly id: string; readonly page: number; readonly inModal: boolean },
): Promise<Reply[]> {
  const details = await openDetails(deps, by, on.id);
  if (details.kind === 'refused') return sayRefusal(details);
  const view = detailsModal({ ...details, page: on.page });
  return on.inModal ? replace(view) : open(view);
}

import type { Approval } from '../core/approval.ts';
import type { Refusal } from '../core/result.ts';
import { decideApproval } from './decide.ts';
import type { Deps } from './deps.ts';
import { home } from './home.ts';
import { standingIn } from './stand-in.ts';
import { beginStepUp, type LinkMade } from './step-up.ts';
import type { WebSession } from './web-login.ts';

/** What this person may decide on now, the earliest ending first. */
export async function waitingInBrowser(
  deps: Deps,
  { person }: WebSession,
): Promise<{ readonly kind: 'waiting'; readonly approvals: readonly Approval[] } | Refusal> {
  const shown = await home(deps, person);
  return shown.kind === 'refused' ? shown : { kind: 'waiting', approvals: shown.waiting };
}

export interface Said {
  readonly choice: 'approve' | 'deny';
  readonly digest: string;
  readonly reason: string;
}

/**
 * A decision without Slack. The login of a few minutes ago says who decides, also while Slack does
 * not answer; it is bound to nothing, so what needs a fresh login gets a link to one of its own.
 */
export async function decideInBrowser(
  deps: Deps,
  { person }: WebSession,
  id: string,
  said: Said,
): Promise<{ readonly kind: 'decided'; readonly approval: Approval } | LinkMade | Refusal> {
  const decided = await decideApproval(standingIn(deps, person), person, id, said);
  if (decided.kind === 'decided' || decided.why !== 'step-up-needed') return decided;
  return beginStepUp(deps, person, { kind: 'decide', approval: id, ...said });
}

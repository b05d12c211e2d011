import { type Approval, approvalSchema } from '../core/approval.ts';
import type { NotInForce } from '../core/in-force.ts';
import type { Refusal } from '../core/result.ts';
import { withdraw } from '../core/withdraw.ts';
import { readHead } from '../store/read.ts';
import { noApproval } from './approvals.ts';
import { attempt, done, type Step } from './attempt.ts';
import { changedWrite } from './cancel.ts';
import type { Deps } from './deps.ts';
import { mayRun } from './in-force.ts';

export type WithdrawnApproval =
  | { readonly kind: 'withdrawn'; readonly approval: Approval }
  | Refusal<NotInForce | 'no-approval' | 'already-ended' | 'expired'>;

/** Withdraws what a workflow asked for and nobody decided yet. Twice is once. */
export function withdrawApproval(
  deps: Deps,
  workflow: string,
  id: string,
): Promise<WithdrawnApproval> {
  return attempt(deps, async (): Promise<Step<WithdrawnApproval>> => {
    const head = await readHead(deps.store, `approval/${id}`, approvalSchema);
    if (head?.state.workflow !== workflow) return done<WithdrawnApproval>(noApproval(id));
    const stopped = await mayRun(deps, head.state);
    if (stopped) return done<WithdrawnApproval>(stopped);
    const outcome = withdraw(head.state, deps.now());
    if (outcome.kind === 'refused') return done<WithdrawnApproval>(outcome);
    if (outcome.kind === 'again') return done({ kind: 'withdrawn', approval: head.state });
    const { approval } = outcome;
    const write = await changedWrite(deps, head, approval, { kind: 'workflow', id: workflow });
    return { kind: 'write', write, value: { kind: 'withdrawn', approval } };
  });
}

import { type Approval, approvalSchema } from '../core/approval.ts';
import type { AuditActor } from '../core/audit.ts';
import { cancel, hold, outdated } from '../core/cancel.ts';
import { figureItems } from '../store/approval-figures.ts';
import { approvalIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { readHead } from '../store/read.ts';
import { cardRows } from './approval-cards.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { rulesOf } from './policy.ts';
import { loadWorkflow } from './standing.ts';
import { tellingWebhook } from './webhook-told.ts';

const SYSTEM: AuditActor = { kind: 'system', id: 'recheck' };

/**
 * Holds a waiting approval against its workflow and the rules as they are now: what is about an older
 * revision or older rules is cancelled, what belongs to a workflow that does not run is held, and let
 * go when it runs again. Returns whether anything changed; run twice it changes nothing more.
 */
export function recheckApproval(deps: Deps, id: string): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await readHead(deps.store, `approval/${id}`, approvalSchema);
    if (!head || head.state.end) return done(false);
    const write = await recheckWrite(deps, head);
    return write ? { kind: 'write', write, value: true } : done(false);
  });
}

/** The write that cancels, holds or lets go; undefined where the approval is as it should be. */
async function recheckWrite(deps: Deps, head: Head<Approval>): Promise<Write | undefined> {
  const approval = head.state;
  const workflow = (await loadWorkflow(deps, approval.workflow))?.state;
  const policy = workflow ? (await rulesOf(deps, workflow, approval.action)).name : '';
  const why = outdated(approval, { workflow, policy });
  const next = why
    ? cancel(approval, why, deps.now())
    : hold(approval, { workflow, policy }, deps.now());
  return next && changedWrite(deps, head, next, SYSTEM);
}

const KINDS = { cancelled: 'approval.cancelled', held: 'approval.held', freed: 'approval.freed' };

/** The write of a step that no decision takes: cancelled, held, let go. */
export function changedWrite(
  deps: Deps,
  head: Head<Approval>,
  next: Approval,
  actor: AuditActor,
): Promise<Write> {
  const subject = `approval/${next.id}` as const;
  const what = next.end ? 'cancelled' : next.heldSince ? 'held' : 'freed';
  const why = next.end?.why;
  const data = { digest: next.digest, ...(why ? { why } : {}) };
  const event = { kind: KINDS[what], at: deps.now(), actor, data };
  const index = approvalIndex(next);
  return tellingWebhook(deps, next, {
    changes: [{ subject, from: head.chain, state: next, index, event }],
    puts: figureItems(next),
    tell: cardRows(next),
  });
}

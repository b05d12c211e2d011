import { type Approval, stateOf } from './approval.ts';
import { cancelledSentence, outdated } from './cancel.ts';
import { accessEnded } from './grant.ts';
import { type Refusal, refuse } from './result.ts';
import { plainDate, unixSeconds } from './time.ts';
import type { Workflow } from './workflow.ts';

export type ConsumeRefusal =
  | 'other-payload'
  | 'used'
  | 'still-waiting'
  | 'denied'
  | 'expired'
  | 'cancelled'
  | 'workflow-not-active'
  | 'grant-expired'
  | 'changed-since';

export interface Use {
  readonly executionId: string;
  /** Computed from what the caller is about to run. */
  readonly digest: string;
  readonly workflow: Workflow;
  /** The rules that the action is under now (`policyName`). */
  readonly policy: string;
  readonly now: string;
}

export type ConsumeOutcome =
  | { readonly kind: 'use' }
  | { readonly kind: 'again'; readonly receipt: string }
  | Refusal<ConsumeRefusal>;

/**
 * "The same id gets the stored receipt again, another is 409. It re-checks digest, expiry,
 * revision, policy, workflow status and sunset."
 */
export function consume(approval: Approval, use: Use): ConsumeOutcome {
  if (use.digest !== approval.digest) {
    return refuse(
      'other-payload',
      'This is not what was approved: action, target or arguments differ. Ask again for the new one.',
    );
  }
  if (approval.use) return again(approval.use, use.executionId);
  const state = stateOf(approval);
  if (state !== 'approved') return notApproved(approval, state);
  // Another machine's clock may have told first that the time is over.
  if (approval.lapsedAt !== undefined || use.now >= approval.expiresAt) {
    return refuse(
      'expired',
      `The approval was good until ${plainDate(approval.expiresAt)}. Ask again.`,
    );
  }
  const ended = accessEnded(use.workflow, use.now);
  if (ended) return ended;
  if (use.workflow.status !== 'active') {
    return refuse(
      'workflow-not-active',
      `${approval.workflow} is ${use.workflow.status}. Nothing may run.`,
    );
  }
  if (outdated(approval, use)) {
    return refuse(
      'changed-since',
      `${approval.workflow} or its rules changed after the approval. Ask again.`,
    );
  }
  return { kind: 'use' };
}

function again(
  used: { executionId: string; receipt: string },
  executionId: string,
): ConsumeOutcome {
  if (used.executionId === executionId) return { kind: 'again', receipt: used.receipt };
  return refuse(
    'used',
    'This approval was used already by another execution. One approval, one execution.',
  );
}

function notApproved(
  approval: Approval,
  state: 'waiting' | 'denied' | 'expired' | 'cancelled',
): Refusal<ConsumeRefusal> {
  switch (state) {
    case 'waiting':
      return refuse(
        'still-waiting',
        'Nobody has decided yet. Wait, and consume once it is approved.',
      );
    case 'denied':
      return refuse(
        'denied',
        `Denied${approval.end?.name ? ` by ${approval.end.name}` : ''}. Do not run it.`,
      );
    case 'expired':
      return refuse(
        'expired',
        'It expired without a decision. Do not run it; ask again if it is still needed.',
      );
    case 'cancelled':
      return refuse(
        'cancelled',
        `It was cancelled. ${cancelledSentence(approval) ?? ''} Do not run it; ask again if it is still needed.`,
      );
  }
}

export const RECEIPT_SECONDS = 120;
export const RECEIPT_TYPE = 'yardmaster-receipt+jwt';

/** "A signed receipt (`typ`, `aud`, `jti`, digest, `exp` ≤ 120 s)": the claims, ready to be signed. */
export function receiptClaims(approval: Approval, use: Use, issuer: string) {
  const issued = unixSeconds(use.now);
  return {
    iss: issuer,
    aud: approval.workflow,
    sub: approval.id,
    jti: `${approval.id}.${use.executionId}`,
    iat: issued,
    exp: issued + RECEIPT_SECONDS,
    digest: approval.digest,
    action: approval.action,
    target: approval.target,
    execution_id: use.executionId,
    ...(approval.end?.breakGlass ? { break_glass: true } : {}),
  };
}

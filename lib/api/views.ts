import type { ApprovalAnswer } from '../contract/approvals.ts';
import type { WorkflowAnswer } from '../contract/workflows.ts';
import { type Approval, approvals, quorumOf } from '../core/approval.ts';
import { shortFingerprint } from '../core/approval-text.ts';
import { cancelledSentence } from '../core/cancel.ts';
import { type Denial, expire } from '../core/decision.ts';
import { type Aftermath, aftermath } from '../core/execution.ts';
import type { Workflow } from '../core/workflow.ts';

interface Seen {
  readonly now: string;
  readonly baseUrl: string;
  /** What the decider said, where it was denied. */
  readonly denial: Denial | undefined;
  /** Why nobody can use it any more; undefined while it counts. */
  readonly void: string | undefined;
}

/** An approval as its workflow sees it. One whose time is over has expired, swept or not. */
export function approvalView(approval: Approval, seen: Seen): ApprovalAnswer {
  const { now, baseUrl, denial } = seen;
  const { id, workflow, action, target, digest, end, use } = expire(approval, now) ?? approval;
  return {
    ...{ id, workflow, action, target, digest },
    quorum: quorumOf(approval),
    stages: approval.stages.map(({ of, quorum }, at) => ({
      of,
      quorum,
      approvals: approvals(approval, at),
    })),
    on_hold: approval.heldSince !== undefined && end === undefined ? true : undefined,
    state: seen.void ? 'void' : (end?.ending ?? 'waiting'),
    fingerprint: shortFingerprint(digest),
    on_behalf_of: approval.onBehalfOf,
    approvals: approvals(approval),
    asked_at: approval.askedAt,
    expires_at: approval.expiresAt,
    ended_at: end?.at,
    ended_by: end?.name,
    reason: seen.void ?? denial?.reason ?? cancelledSentence({ end }),
    suggested_change: seen.void ? undefined : denial?.suggestion,
    break_glass: end?.breakGlass,
    used: use && usedView(use, aftermath(approval, now)),
    lapsed: !seen.void && aftermath(approval, now) === 'lapsed' ? true : undefined,
    wait_url: `${baseUrl}/v1/approvals/${id}/wait`,
  };
}

function usedView(
  { executionId, at, outcome }: NonNullable<Approval['use']>,
  known: Aftermath,
): ApprovalAnswer['used'] {
  const said = outcome?.said ?? (known === 'unknown' ? known : undefined);
  return { execution_id: executionId, at, outcome: said, outcome_at: outcome?.at };
}

/** A workflow as the organisation sees it: without the hash of its key. */
export function workflowView(workflow: Workflow): WorkflowAnswer {
  const { id, team, owner, backup, purpose, status, home, revision } = workflow;
  const { manifest, locks, actions } = workflow;
  return {
    ...{ id, team, owner, backup, purpose, status, home, revision, manifest, locks, actions },
    proposed: workflow.proposed,
    missing_scopes: workflow.missingScopes,
    last_editor: workflow.lastEditor,
    registered_at: workflow.registeredAt,
    updated_at: workflow.updatedAt,
    keys: (workflow.keys ?? []).map(({ id, holder, issuedAt, endsAt }) => ({
      id,
      holder,
      issued_at: issuedAt,
      ends_at: endsAt,
    })),
  };
}

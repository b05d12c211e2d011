import { type Approval, approvalSchema } from '../core/approval.ts';
import { approvalDigest, cardText } from '../core/approval-text.ts';
import { type ConsumeRefusal, consume, RECEIPT_TYPE, receiptClaims } from '../core/consume.ts';
import type { NotInForce } from '../core/in-force.ts';
import { MOST_PAYLOAD_BYTES, readPayload } from '../core/payload.ts';
import type { Refusal } from '../core/result.ts';
import { approvalIndex } from '../store/indexes.ts';
import { readHead } from '../store/read.ts';
import { cardRows } from './approval-cards.ts';
import { noApproval } from './approvals.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { mayRun } from './in-force.ts';
import { rulesOf } from './policy.ts';
import { noteRefusal } from './refusals.ts';
import { loadWorkflow } from './standing.ts';

/** What the agent is about to run, said once more in full. */
export interface Execution {
  readonly executionId: string;
  readonly action: string;
  readonly target: string;
  readonly arguments: unknown;
}

export type Consumed =
  | { readonly kind: 'receipt'; readonly receipt: string; readonly again: boolean }
  | Refusal<
      | ConsumeRefusal
      | NotInForce
      | 'no-approval'
      | 'payload-too-large'
      | 'payload-too-deep'
      | 'payload-unsafe'
    >;

/** Turns an approval into its one receipt. The same execution id gets the same receipt again. */
export async function consumeApproval(
  deps: Deps,
  workflow: string,
  id: string,
  execution: Execution,
): Promise<Consumed> {
  const payload = readPayload(execution.arguments, MOST_PAYLOAD_BYTES);
  if (payload.kind === 'refused') return payload;
  const call = { ...execution, arguments: payload.canonical };
  const outcome = await attempt(deps, () => consumeStep(deps, workflow, id, call));
  if (outcome.kind === 'refused' && outcome.why !== 'no-approval') {
    const refused = { act: 'consume', about: `approval/${id}`, why: outcome.why };
    await noteRefusal(deps, { kind: 'workflow', id: workflow }, refused);
  }
  return outcome;
}

async function consumeStep(
  deps: Deps,
  workflow: string,
  id: string,
  call: Execution & { readonly arguments: string },
): Promise<Step<Consumed>> {
  const subject = `approval/${id}` as const;
  const [head, owner] = await Promise.all([
    readHead(deps.store, subject, approvalSchema),
    loadWorkflow(deps, workflow),
  ]);
  if (!head || !owner || head.state.workflow !== workflow) return done(noApproval(id));
  const approval = head.state;
  const stopped = await mayRun(deps, approval);
  if (stopped) return done(stopped);
  const now = deps.now();
  const digest = digestOf(deps, approval, call);
  const { name: policy } = await rulesOf(deps, owner.state, approval.action);
  const use = { executionId: call.executionId, digest, workflow: owner.state, policy, now };
  const outcome = consume(approval, use);
  if (outcome.kind === 'refused') return done(outcome);
  if (outcome.kind === 'again')
    return done({ kind: 'receipt', receipt: outcome.receipt, again: true });
  const claims = receiptClaims(approval, use, deps.settings.baseUrl);
  const receipt = await deps.signer.sign(claims, RECEIPT_TYPE);
  const used: Approval = { ...approval, use: { executionId: call.executionId, at: now, receipt } };
  const actor = { kind: 'workflow' as const, id: workflow };
  const data = { digest: approval.digest, executionId: call.executionId, jti: claims.jti };
  const event = { kind: 'approval.consumed', at: now, actor, data };
  return {
    kind: 'write',
    value: { kind: 'receipt', receipt, again: false },
    write: {
      changes: [{ subject, from: head.chain, state: used, index: approvalIndex(used), event }],
      tell: cardRows(used),
    },
  };
}

/** The digest over what is about to run, with everything else as it was asked. */
function digestOf(
  deps: Deps,
  approval: Approval,
  call: { action: string; target: string; arguments: string },
): string {
  const { workflow, gateRevision, policy, onBehalfOf } = approval;
  const { action, target } = call;
  const card = cardText({ workflow, action, target, arguments: call.arguments });
  const said = { workflow, gateRevision, policy, action, target, arguments: call.arguments };
  return approvalDigest({ ...said, onBehalfOf, card }, deps.sha);
}

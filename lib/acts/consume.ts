import type { Approval } from '../core/approval.ts';
import { approvalDigest, cardText } from '../core/approval-text.ts';
import type { CardLook } from '../core/card-template.ts';
import { type ConsumeRefusal, consume, RECEIPT_TYPE, receiptClaims } from '../core/consume.ts';
import type { NotInForce } from '../core/in-force.ts';
import { MOST_PAYLOAD_BYTES, readPayload } from '../core/payload.ts';
import type { Refusal } from '../core/result.ts';
import { approvalIndex } from '../store/indexes.ts';
import { cardRows } from './approval-cards.ts';
import { loadApproval, noApproval } from './approvals.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { mayRun } from './in-force.ts';
import { type GivenLease, leasesForApproval } from './lease-approval.ts';
import { rulesOf } from './policy.ts';
import { noteRefusal } from './refusals.ts';
import { loadWorkflow } from './standing.ts';
import { sunsetOf } from './sunset.ts';
import { stoppedForAll } from './wide-pause.ts';

/** What the agent is about to run, said once more in full. */
export interface Execution {
  readonly executionId: string;
  readonly action: string;
  readonly target: string;
  readonly arguments: unknown;
}

interface Receipt {
  readonly kind: 'receipt';
  readonly receipt: string;
  readonly again: boolean;
}

type NotConsumed =
  | ConsumeRefusal
  | NotInForce
  | 'past-sunset'
  | 'paused-widely'
  | 'no-approval'
  | 'payload-too-large'
  | 'payload-too-deep'
  | 'payload-unsafe';

export type Consumed = (Receipt & { readonly leases: readonly GivenLease[] }) | Refusal;

/**
 * Turns an approval into its one receipt, and the credentials that its action opens. The same
 * execution id gets the same receipt again, and the credentials within the lease's time.
 */
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
  if (outcome.kind === 'refused') return outcome;
  const given = await leasesForApproval(deps, id);
  return given.kind === 'refused' ? given : { ...outcome, leases: given.leases };
}

async function consumeStep(
  deps: Deps,
  workflow: string,
  id: string,
  call: Execution & { readonly arguments: string },
): Promise<Step<Receipt | Refusal<NotConsumed>>> {
  const subject = `approval/${id}` as const;
  const [loaded, owner] = await Promise.all([loadApproval(deps, id), loadWorkflow(deps, workflow)]);
  if (!loaded || !owner || loaded.head.state.workflow !== workflow) return done(noApproval(id));
  const { head, asked } = loaded;
  const approval = head.state;
  const stopped = await mayRun(deps, approval);
  if (stopped) return done(stopped);
  const now = deps.now();
  const digest = digestOf(deps, approval, call, asked.look);
  const { name: policy, read } = await rulesOf(deps, owner.state, approval.action);
  const use = { executionId: call.executionId, digest, workflow: owner.state, policy, now };
  const outcome = consume(approval, use);
  if (outcome.kind === 'refused') return done(outcome);
  if (outcome.kind === 'again')
    return done({ kind: 'receipt', receipt: outcome.receipt, again: true });
  const ended =
    (await sunsetOf(deps, owner.state)) ??
    (await stoppedForAll(deps, owner.state, approval.action));
  if (ended) return done(ended);
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
      // "No consume from that moment": a pause or other rules that came meanwhile win.
      unchanged: [{ subject: `workflow/${workflow}`, from: owner.chain }, read],
      tell: cardRows(used),
    },
  };
}

/**
 * The digest over what is about to run, with everything else as it was asked: also `look`, since a
 * template that changed meanwhile is a changed rule and no other payload.
 */
function digestOf(
  deps: Deps,
  approval: Approval,
  call: { action: string; target: string; arguments: string },
  look: CardLook | undefined,
): string {
  const { workflow, gateRevision, policy, onBehalfOf } = approval;
  const { action, target } = call;
  const card = cardText({ workflow, action, target, arguments: call.arguments }, look);
  const said = { workflow, gateRevision, policy, action, target, arguments: call.arguments };
  return approvalDigest({ ...said, onBehalfOf, card }, deps.sha);
}

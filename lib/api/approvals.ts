import { noApproval, readOwnApproval, waitForEnding } from '../acts/approvals.ts';
import { askApproval, readClaim } from '../acts/ask.ts';
import { loadDenial } from '../acts/decision-words.ts';
import type { Deps } from '../acts/deps.ts';
import { tellOutcome } from '../acts/execution.ts';
import { loadOrganisation } from '../acts/standing.ts';
import { withdrawApproval } from '../acts/withdraw.ts';
import {
  type ApprovalAnswer,
  askOperation,
  cancelOperation,
  getApprovalOperation,
  outcomeOperation,
  waitOperation,
} from '../contract/approvals.ts';
import type { Approval } from '../core/approval.ts';
import { whyVoid } from '../core/in-force.ts';
import { serveWorkflow } from './serve.ts';
import { answer, type Door } from './types.ts';
import { approvalView } from './views.ts';

/** Asking for approvals and reading one's own. */
export function serveApprovals(door: Door): void {
  const { deps } = door;
  serveWorkflow(door, askOperation, async ({ caller, body }) => {
    const { on_behalf_of, idempotency_key: idempotencyKey, ...call } = body;
    const onBehalfOf = readClaim(on_behalf_of, (await loadOrganisation(deps)).home);
    const asked = await askApproval(deps, caller, { ...call, onBehalfOf, idempotencyKey });
    if (asked.kind === 'refused') return asked;
    const body_ = await show(deps, asked.approval);
    const location = `/v1/approvals/${asked.approval.id}`;
    return answer(body_, asked.fresh ? 201 : 200, { location });
  });
  serveWorkflow(door, outcomeOperation, async ({ caller, params, body }) => {
    const { execution_id: executionId, outcome, note_digest: noteDigest } = body;
    const said = { executionId, outcome, noteDigest };
    const told = await tellOutcome(deps, caller.id, params.id, said);
    return told.kind === 'refused' ? told : answer(await show(deps, told.approval));
  });
  serveWorkflow(door, cancelOperation, async ({ caller, params }) => {
    const withdrawn = await withdrawApproval(deps, caller.id, params.id);
    return withdrawn.kind === 'refused' ? withdrawn : answer(await show(deps, withdrawn.approval));
  });
  serveWorkflow(door, getApprovalOperation, async ({ caller, params }) => {
    const approval = await readOwnApproval(deps, caller.id, params.id);
    return approval ? answer(await show(deps, approval)) : noApproval(params.id);
  });
  serveWorkflow(door, waitOperation, async ({ caller, params, query }) => {
    const longest = deps.settings.waitSeconds;
    const seconds = Math.min(query.seconds ?? longest, longest);
    const approval = await waitForEnding(deps, caller.id, params.id, seconds);
    if (!approval) return noApproval(params.id);
    const shown = await show(deps, approval);
    return answer(shown, 200, shown.state === 'waiting' ? { 'retry-after': '1' } : {});
  });
}

async function show(deps: Deps, approval: Approval): Promise<ApprovalAnswer> {
  const [denial, organisation] = await Promise.all([
    loadDenial(deps, approval),
    loadOrganisation(deps),
  ]);
  const { baseUrl } = deps.settings;
  const why = whyVoid(organisation, approval);
  return approvalView(approval, { now: deps.now(), baseUrl, denial, void: why });
}

import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { tellOutcome } from '../../lib/acts/execution.ts';
import type { Approval, ExecutionOutcome } from '../../lib/core/approval.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { CALL } from './stage.ts';

const { action, target, arguments: given } = CALL;
export const RUN = { executionId: 'run-1', action, target, arguments: given };

/** The colleague approves. */
export async function approved(deps: Deps, { id, digest }: Approval): Promise<void> {
  const said = { choice: 'approve' as const, digest, reason: '' };
  const outcome = await decideApproval(deps, COLLEAGUE, id, said);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
}

/** Its one execution has the receipt. */
export async function used(deps: Deps, approval: Approval): Promise<void> {
  const outcome = await consume(deps, approval);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
}

export function consume(deps: Deps, { id, workflow }: Pick<Approval, 'id' | 'workflow'>) {
  return consumeApproval(deps, workflow, id, RUN);
}

export function say(
  deps: Deps,
  { id, workflow }: Pick<Approval, 'id' | 'workflow'>,
  outcome: ExecutionOutcome,
) {
  return tellOutcome(deps, workflow, id, { executionId: 'run-1', outcome });
}

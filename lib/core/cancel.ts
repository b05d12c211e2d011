import { type Approval, type CancelledWhy, stateOf } from './approval.ts';
import type { Workflow } from './workflow.ts';

/** What an approval is held against: its workflow, and the name of the rules its action is under now. */
export interface Held {
  /** Undefined when there is no such workflow any more. */
  readonly workflow: Pick<Workflow, 'status' | 'gateRevision'> | undefined;
  readonly policy: string;
}

/**
 * "A change of the gate-relevant revision or policy cancels what is pending, with the reason; a
 * changed contact channel does not." Undefined while the approval is still about what is in force.
 */
export function outdated(
  approval: Pick<Approval, 'gateRevision' | 'policy'>,
  { workflow, policy }: Held,
): CancelledWhy | undefined {
  if (!workflow || workflow.status === 'retired') return 'workflow-gone';
  if (workflow.gateRevision !== approval.gateRevision) return 'workflow-changed';
  return policy === approval.policy ? undefined : 'rules-changed';
}

/** The cancelled approval, or undefined when it has ended already. */
export function cancel(approval: Approval, why: CancelledWhy, now: string): Approval | undefined {
  if (stateOf(approval) !== 'waiting') return undefined;
  return { ...approval, end: { ending: 'cancelled', at: now, why } };
}

/** "Pause holds what is pending": the approval held or let go, or undefined when nothing changes. */
export function hold(approval: Approval, { workflow }: Held, now: string): Approval | undefined {
  if (stateOf(approval) !== 'waiting') return undefined;
  const runs = workflow?.status === 'active';
  if (runs === (approval.heldSince === undefined)) return undefined;
  const { heldSince: _, ...rest } = approval;
  return runs ? rest : { ...rest, heldSince: now };
}

const WHY: Readonly<Record<CancelledWhy, string>> = {
  'workflow-changed': 'The workflow was changed after it was asked.',
  'rules-changed': 'The rules of this approval were changed after it was asked.',
  'workflow-gone': 'The workflow was retired.',
  withdrawn: 'The agent does not need it any more.',
};

/** Why it was cancelled, as a sentence for people and agents; undefined where it was not. */
export function cancelledSentence({ end }: Pick<Approval, 'end'>): string | undefined {
  return end?.ending === 'cancelled' && end.why ? WHY[end.why] : undefined;
}

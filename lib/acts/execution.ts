import { type Approval, approvalSchema, type ExecutionOutcome } from '../core/approval.ts';
import type { AuditActor } from '../core/audit.ts';
import { aftermath, type SaidOutcome, sayOutcome, settle } from '../core/execution.ts';
import { whyVoid } from '../core/in-force.ts';
import type { Refusal } from '../core/result.ts';
import { figureItems } from '../store/approval-figures.ts';
import { approvalIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { readHead } from '../store/read.ts';
import { cardRows } from './approval-cards.ts';
import { noApproval } from './approvals.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { noteEvidence } from './evidence.ts';
import { loadOrganisation } from './standing.ts';

/** What an agent says of its execution; `noteDigest`: SHA-256 of words that it keeps itself. */
export interface OutcomeSaid {
  readonly executionId: string;
  readonly outcome: ExecutionOutcome;
  readonly noteDigest?: string | undefined;
}

type OutcomeTold =
  | { readonly kind: 'told'; readonly approval: Approval; readonly again: boolean }
  | Refusal<Extract<SaidOutcome, { kind: 'refused' }>['why'] | 'no-approval'>;

/**
 * Writes down what an agent says became of its execution, once. It is taken however late, and while
 * everything is stopped: it runs nothing, and what happened is worth knowing most of all then.
 */
export async function tellOutcome(
  deps: Deps,
  workflow: string,
  id: string,
  said: OutcomeSaid,
): Promise<OutcomeTold> {
  const told = await writeOutcome(deps, workflow, id, said);
  if (told.kind === 'told' && !told.again && said.outcome === 'failed') {
    const failed = { sort: 'failed' as const, id, about: id, at: deps.now() };
    await noteEvidence(deps, { id: workflow, locks: [] }, failed);
  }
  return told;
}

function writeOutcome(
  deps: Deps,
  workflow: string,
  id: string,
  said: OutcomeSaid,
): Promise<OutcomeTold> {
  return attempt(deps, async (): Promise<Step<OutcomeTold>> => {
    const head = await readHead(deps.store, `approval/${id}`, approvalSchema);
    if (head?.state.workflow !== workflow) return done<OutcomeTold>(noApproval(id));
    const { executionId, outcome, noteDigest } = said;
    const taken = sayOutcome(head.state, { executionId, outcome, at: deps.now() });
    if (taken.kind === 'refused') return done<OutcomeTold>(taken);
    if (taken.kind === 'again') return done({ kind: 'told', approval: head.state, again: true });
    const { approval } = taken;
    const write = afterWrite(deps, head, approval, {
      kind: 'approval.outcome',
      actor: { kind: 'workflow', id: workflow },
      data: { executionId, outcome, ...(noteDigest ? { noteDigest } : {}) },
    });
    return { kind: 'write', write, value: { kind: 'told', approval, again: false } };
  });
}

/**
 * Writes down that nobody used it, or that nobody said what became of it, when it is time. Returns
 * whether it did; two sweeps at once write it once.
 */
export function settleApproval(deps: Deps, id: string): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await readHead(deps.store, `approval/${id}`, approvalSchema);
    return head ? settleStep(deps, head) : done(false);
  });
}

async function settleStep(deps: Deps, head: Head<Approval>): Promise<Step<boolean>> {
  const settled = settle(head.state, deps.now());
  if (!settled) return done(false);
  // Nobody knows whether one that is void since a restore was used: its card says no such thing.
  const isVoid = whyVoid(await loadOrganisation(deps), head.state) !== undefined;
  const lapsed = aftermath(settled) === 'lapsed';
  const kind = lapsed ? 'approval.lapsed' : 'approval.outcome-unknown';
  const actor: AuditActor = { kind: 'system', id: 'sweep' };
  const write = afterWrite(deps, head, settled, { kind, actor, data: {} });
  return { kind: 'write', value: true, write: isVoid ? { ...write, tell: [] } : write };
}

/** A step after the end: nobody's webhook is told, as how it ended stays as it was. */
function afterWrite(
  deps: Deps,
  head: Head<Approval>,
  approval: Approval,
  { data, ...event }: { kind: string; actor: AuditActor; data: Readonly<Record<string, string>> },
): Write {
  const subject = `approval/${approval.id}` as const;
  const told = { ...event, at: deps.now(), data: { digest: approval.digest, ...data } };
  const index = approvalIndex(approval);
  return {
    changes: [{ subject, from: head.chain, state: approval, index, event: told }],
    puts: figureItems(approval),
    tell: cardRows(approval),
  };
}

import { approvalSchema } from '../core/approval.ts';
import { RECEIPT_SECONDS } from '../core/consume.ts';
import { LEASE_MINUTES, openedScopes } from '../core/lease.ts';
import type { Refusal } from '../core/result.ts';
import { minutesAfter } from '../core/time.ts';
import { readHead } from '../store/read.ts';
import { loadCredentials } from './credentials.ts';
import type { Deps } from './deps.ts';
import { type Lent, lease } from './lease.ts';
import { releasesLocked } from './locked-releases.ts';
import { loadWorkflow } from './standing.ts';

export type GivenLease = Extract<Lent, { kind: 'lent' }>;
/** What may work a moment later; everything else stays as it is. */
const RETRYABLE: ReadonlySet<string> = new Set(['sts-unavailable', 'secret-unavailable']);

/**
 * "Only `consume` mints it, bound to the approval": a lease for each connector of which the approved
 * action opens scopes, after the receipt. What the connector's credentials do not separate, or nobody
 * declared, brings none; the receipt stands. `sts-unavailable` says: consume again with the same
 * execution id, which gets the same receipt and, within the lease's time, the lease. "Never after": what
 * was not had by then, or is of a later revision, takes another approval.
 */
export async function leasesForApproval(
  deps: Deps,
  approvalId: string,
): Promise<{ readonly kind: 'leases'; readonly leases: readonly GivenLease[] } | Refusal> {
  const none = { kind: 'leases' as const, leases: [] };
  const approval = (await readHead(deps.store, `approval/${approvalId}`, approvalSchema))?.state;
  const workflow = approval && (await loadWorkflow(deps, approval.workflow))?.state;
  if (!approval?.use || workflow?.gateRevision !== approval.gateRevision) return none;
  const now = deps.now();
  const releases = [...(await releasesLocked(deps, [workflow])).values()];
  const { id, digest, action } = approval;
  const leases: GivenLease[] = [];
  for (const { connector, scopes } of openedScopes({ workflow, releases, now }, action)) {
    const declared = (await loadCredentials(deps, connector))?.state.declared;
    if (!declared || now >= minutesAfter(approval.use.at, minutesFor(declared.kind))) continue;
    const lent = await lease(deps, workflow.id, {
      ...{ connector, scopes, approval: { id, digest, action } },
      request: `${id}.${approval.use.executionId}.${connector}`,
      minutes: minutesFor(declared.kind),
    });
    if (lent.kind === 'lent') leases.push(lent);
    else if (RETRYABLE.has(lent.why)) return lent;
  }
  return { kind: 'leases', leases };
}

/** No longer than the receipt that it came with; a role's session needs STS's least. */
function minutesFor(kind: string): number {
  return kind === 'aws-role' ? LEASE_MINUTES : RECEIPT_SECONDS / 60;
}

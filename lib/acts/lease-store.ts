import * as z from 'zod';
import type { Lease } from '../core/lease.ts';
import { shardOf } from '../store/due.ts';
import { lastLeaseItems, leaseItem, requestItem } from '../store/leases.ts';
import { readHead } from '../store/read.ts';
import type { Write } from './attempt.ts';
import type { Deps } from './deps.ts';

const SHARDS = 32;
const shardSchema = z.object({ shard: z.int() });

/**
 * A lease's record with its line of the log. "Leases … go to separate sharded chains, so nobody can
 * hold a workflow's lock": the shard is the lease's own, so that a workflow's leases do not wait for
 * each other. `request` names what the same lease is given for again.
 */
export async function leaseWrite(
  deps: Deps,
  lease: Lease,
  { kind, request }: { readonly kind: LeaseEvent; readonly request: string | undefined },
): Promise<Write> {
  const shard = shardOf(lease.id, SHARDS);
  const subject = `leases/${shard}` as const;
  const head = await readHead(deps.store, subject, shardSchema);
  const actor = { kind: 'workflow' as const, id: lease.workflow };
  const event = { kind, at: deps.now(), actor, data: eventData(lease) };
  return {
    changes: [{ subject, from: head?.chain, state: { shard }, event }],
    puts: [
      leaseItem(lease),
      ...(request === undefined ? [] : [requestItem(request, lease)]),
      ...(kind === 'lease.given' ? lastLeaseItems(lease) : []),
    ],
  };
}

export type LeaseEvent = 'lease.given' | 'lease.void' | 'lease.failed';

/** Ids, scopes and moments: no credentials, nobody's words. */
function eventData({ id, connector, scopes, kind, until, revision, approval }: Lease) {
  return {
    ...{ lease: id, connector, scopes, kind, until, revision },
    ...(approval ? { approval: approval.id, digest: approval.digest } : {}),
  };
}

import { consumeApproval } from '../acts/consume.ts';
import { publicKeys } from '../acts/public-keys.ts';
import { consumeOperation } from '../contract/approvals.ts';
import { publicKeysOperation } from '../contract/keys.ts';
import { leaseView, serveLeases, UNKEPT } from './leases.ts';
import { serveAnybody, serveWorkflow } from './serve.ts';
import { answer, type Door } from './types.ts';

/** Receipts, leases and the keys to check them with. */
export function serveCredentials(door: Door): void {
  const { deps } = door;
  serveWorkflow(door, consumeOperation, async ({ caller, params, body }) => {
    const { execution_id: executionId, ...call } = body;
    const execution = { executionId, ...call, arguments: body.arguments };
    const consumed = await consumeApproval(deps, caller.id, params.id, execution);
    if (consumed.kind === 'refused') return consumed;
    const { receipt, again, leases } = consumed;
    return answer({ receipt, again, leases: leases.map(leaseView) }, 200, UNKEPT);
  });
  serveLeases(door);
  serveAnybody(door, publicKeysOperation, async () => answer({ keys: await publicKeys(deps) }));
}

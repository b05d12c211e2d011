import { approvalSchema } from '../core/approval.ts';
import { expire } from '../core/decision.ts';
import { approvalIndex, DUE_SHARDS, duePartition } from '../store/indexes.ts';
import type { Subject } from '../store/keys.ts';
import { readDue, readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';

const MOST_PER_SHARD = 100;

/** Ends every approval whose time is over. Costs what is due; running it twice changes nothing. */
export async function sweepDue(deps: Deps): Promise<{ expired: number }> {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => duePartition(shard));
  const lists = await Promise.all(
    shards.map((partition) => readDue(deps.store, partition, `${deps.now()}~`, MOST_PER_SHARD)),
  );
  let expired = 0;
  for (const key of lists.flat()) {
    const id = key.pk.slice('approval/'.length);
    if (await expireOrLog(deps, id)) expired += 1;
  }
  return { expired };
}

/** One that cannot be ended does not keep the others waiting. */
async function expireOrLog(deps: Deps, id: string): Promise<boolean> {
  try {
    return await expireApproval(deps, id);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ approval: id, error: name }, 'an approval could not be ended');
    return false;
  }
}

/** Ends one approval as expired if its time is over: "sweeps re-check the base item". */
export async function expireApproval(deps: Deps, id: string): Promise<boolean> {
  const subject: Subject = `approval/${id}`;
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await readHead(deps.store, subject, approvalSchema);
    const now = deps.now();
    const state = head && expire(head.state, now);
    if (!head || !state) return done(false);
    const actor = { kind: 'system' as const, id: 'sweep' };
    const event = { kind: 'approval.expired', at: now, actor, data: { digest: state.digest } };
    return {
      kind: 'write',
      value: true,
      write: {
        changes: [{ subject, from: head.chain, state, index: approvalIndex(state), event }],
        tell: [{ what: 'approval-card', subject, place: state.channel }],
      },
    };
  });
}

import * as z from 'zod';
import type { AuditActor } from '../core/audit.ts';
import { shardOf } from '../store/indexes.ts';
import { readHead } from '../store/read.ts';
import { attempt } from './attempt.ts';
import type { Deps } from './deps.ts';

const SHARDS = 8;
const shardSchema = z.object({ shard: z.int() });

/**
 * "Refusals … go to separate sharded chains, so nobody can hold a workflow's lock by noise." A
 * refusal stands whether or not it could be written down: trouble here is logged, not thrown.
 */
export async function noteRefusal(
  deps: Deps,
  actor: AuditActor,
  refused: { act: string; about: string; why: string },
): Promise<void> {
  const shard = shardOf(`${refused.about} ${actor.id}`, SHARDS);
  const subject = `refusals/${shard}` as const;
  try {
    await attempt(deps, async () => {
      const head = await readHead(deps.store, subject, shardSchema);
      const event = { kind: 'refused', at: deps.now(), actor, data: refused };
      return {
        kind: 'write',
        value: undefined,
        write: { changes: [{ subject, from: head?.chain, state: { shard }, event }] },
      };
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ ...refused, error: name }, 'a refusal could not be written to the log');
  }
}

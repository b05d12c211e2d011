import * as z from 'zod';
import type { AuditActor } from '../core/audit.ts';
import { readHead } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import { attempt } from './attempt.ts';
import type { Deps } from './deps.ts';

const SHARDS = 8;
const shardSchema = z.object({ shard: z.int() });

/** A line on one of a kind's own chains. */
export interface Noise {
  readonly chains: 'refusals' | 'openings';
  readonly event: string;
  readonly actor: AuditActor;
  readonly data: Readonly<Record<string, string | number>>;
  /** Written together with the line. */
  readonly puts?: readonly Item[];
}

/**
 * "Refusals … go to separate sharded chains, so nobody can hold a workflow's lock by noise." Which one
 * is left to chance, and is another one after a lost write: what makes much noise waits for all chains
 * alike, not for one that others write to as well. What is noted stands whether or not it could be
 * written down: trouble here is logged, not thrown.
 */
export async function noteNoise(deps: Deps, noise: Noise): Promise<void> {
  const { chains, event: kind, actor, data, puts = [] } = noise;
  try {
    await attempt(deps, async () => {
      const shard = Math.floor(deps.store.random() * SHARDS);
      const subject = `${chains}/${shard}` as const;
      const head = await readHead(deps.store, subject, shardSchema);
      const event = { kind, at: deps.now(), actor, data };
      return {
        kind: 'write',
        value: undefined,
        write: { changes: [{ subject, from: head?.chain, state: { shard }, event }], puts },
      };
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ ...data, error: name }, 'something could not be written to the log');
  }
}

import * as z from 'zod';
import { AGENT_SHARDS } from '../core/agent-event.ts';
import { shardOf } from './due.ts';
import type { Subject } from './keys.ts';
import { retained } from './retained.ts';
import type { Item, Key } from './store.ts';

/** One of the chains that a workflow's agent writes itself. */
function agentSubject(workflow: string, shard: number): Subject {
  return `agent/${workflow}/${shard}`;
}

/** All of them, the one that belongs to this key first. */
export function agentSubjects(workflow: string, key = ''): Subject[] {
  const first = shardOf(key, AGENT_SHARDS);
  return Array.from({ length: AGENT_SHARDS }, (_, n) =>
    agentSubject(workflow, (first + n) % AGENT_SHARDS),
  );
}

/** What stands beside one line of an agent: under which key it was sent, and its words. */
export const claimSchema = z.object({
  subject: z.string(),
  seq: z.int(),
  at: z.string(),
  digest: z.string(),
  text: z.string().optional(),
  salt: z.string().optional(),
});
export type KeptClaim = z.infer<typeof claimSchema>;

/** `id`: a digest of the agent's own key, so that the same key meets the same item. */
export function agentClaimKey(workflow: string, id: string): Key {
  return { pk: `agent-claims/${workflow}`, sk: id };
}

/** One without words leaves by itself at `ttl`; one with words is due with the retention. */
export function claimItem(key: Key, claim: KeptClaim, ttl: number): Item {
  return {
    ...key,
    kind: 'agent-claim',
    ...(claim.text === undefined ? { ttl } : retained(key.sk, claim.at)),
    data: claim,
  };
}

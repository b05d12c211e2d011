import canonicalize from 'canonicalize';
import * as z from 'zod';
import { type AuditEvent, saltedDigest } from './audit.ts';
import { type Sha256, toHex } from './hash.ts';
import { readPayload } from './payload.ts';
import type { Refusal } from './result.ts';
import { milliseconds } from './time.ts';

/**
 * What an agent may write into its own chains: a kind, and facts that are ids, numbers and yes or no.
 * "No secrets, payload digests not payloads, names and free text as salted digests."
 */
export const agentKindSchema = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/, 'is words of a to z and digits, as in mail.sent');

/** Names of facts are in snake_case, and ours beside them are not, so that none can pose as ours. */
const factName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'is a name like ticket_id');
const factValue = z.union([
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,119}$/, 'is an id without spaces'),
  z.number(),
  z.boolean(),
]);
const MOST_FACTS = 20;
export const factsSchema = z
  .record(factName, factValue)
  .refine((facts) => Object.keys(facts).length <= MOST_FACTS, `has more than ${MOST_FACTS} facts`);

const MOST_EVENT_BYTES = 8 * 1024;

/** What an agent says that it did. The key makes sending it twice the same as once. */
export interface Claim {
  readonly key: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** Any JSON: only its digest is kept. */
  readonly payload?: unknown;
  /** In the agent's own words: kept beside the chain. */
  readonly text?: string | undefined;
}

/** An agent's kinds all begin so: no line of its own reads like one of ours. */
export const AGENT_KIND = 'agent.';

interface Written {
  readonly kind: 'claim';
  /** SHA-256 over all that was said, for telling a repetition from another claim under the same key. */
  readonly digest: string;
  readonly data: AuditEvent['data'];
}

/** The event's data for a claim that `id` and `salt` were drawn for. */
export function claimed(
  claim: Claim,
  { id, salt, sha }: { readonly id: string; readonly salt: string; readonly sha: Sha256 },
): Written | Refusal<'payload-too-large' | 'payload-too-deep' | 'payload-unsafe'> {
  const { kind, facts, payload, text } = claim;
  const read = payload === undefined ? undefined : readPayload(payload, MOST_EVENT_BYTES);
  if (read?.kind === 'refused') return read;
  const payloadDigest = read && toHex(sha(read.canonical));
  const said = { kind, facts, payloadDigest: payloadDigest ?? null, text: text ?? null };
  return {
    kind: 'claim',
    digest: toHex(sha(canonicalize(said) ?? '')),
    data: {
      ...facts,
      entryId: id,
      ...(payloadDigest ? { payloadDigest } : {}),
      ...(text === undefined ? {} : { textDigest: saltedDigest(text, salt, sha) }),
    },
  };
}

export const AGENT_SHARDS = 4;
/** "Size and rate limited": so many a minute in each of a workflow's chains. */
const MOST_IN_SHARD = 15;
export const MOST_A_MINUTE = MOST_IN_SHARD * AGENT_SHARDS;

/** How many events one chain took in one minute: kept on its head, so it counts over all machines. */
export const spentSchema = z.strictObject({ minute: z.string(), used: z.int().min(0) });
export type Spent = z.infer<typeof spentSchema>;

/** With one event more; undefined where the minute of `at` is used up. */
export function spendOne(spent: Spent | undefined, at: string): Spent | undefined {
  const minute = at.slice(0, 'YYYY-MM-DDThh:mm'.length);
  const used = spent?.minute === minute ? spent.used : 0;
  return used < MOST_IN_SHARD ? { minute, used: used + 1 } : undefined;
}

/** Whole seconds until the next minute begins: 1 to 60. */
export function secondsLeft(at: string): number {
  return Math.ceil((60_000 - (milliseconds(at) % 60_000)) / 1_000);
}

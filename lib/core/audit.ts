import canonicalize from 'canonicalize';
import * as z from 'zod';
import { fromHex, type Sha256, toHex } from './hash.ts';

/** Who did it: taken from the verified request, never from a field the caller wrote. */
const actorSchema = z.strictObject({
  kind: z.enum(['person', 'workflow', 'ci', 'system']),
  id: z.string(),
});
export type AuditActor = z.infer<typeof actorSchema>;

/** One line of the log before it is chained. `data` holds ids, digests and numbers: no free text, no names. */
export interface AuditEvent {
  readonly subject: string;
  readonly kind: string;
  readonly at: string;
  readonly actor: AuditActor;
  readonly data: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** Where a chain stands: the sequence number and hash of its last line; seq 0 before the first. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/** A stored line: the canonical event text and the two hashes around it. */
export const chainLineSchema = z.strictObject({
  subject: z.string(),
  seq: z.int().min(1),
  event: z.string(),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ChainLine = z.infer<typeof chainLineSchema>;

const LEAF = Uint8Array.of(0);
const LINK = Uint8Array.of(1);

/** `hash = H(1 ‖ prev ‖ H(0 ‖ event))` over canonical JSON. */
export function linkHash(prev: string, event: string, sha: Sha256): string {
  return toHex(sha(LINK, fromHex(prev), sha(LEAF, event)));
}

/** `H(0 ‖ event)`: an event's own hash. */
export function leafOf(event: string, sha: Sha256): string {
  return toHex(sha(LEAF, event));
}

/** `H(1 ‖ prev ‖ leaf)`: the hash of the line whose event has this one. */
export function linkOf(prev: string, leaf: string, sha: Sha256): string {
  return toHex(sha(LINK, fromHex(prev), fromHex(leaf)));
}

/** The chain's next line for this event. The sequence number is part of the hashed text. */
export function nextLine(head: ChainHead, event: AuditEvent, sha: Sha256): ChainLine {
  const seq = head.seq + 1;
  const text = canonicalize({ ...event, seq, v: 1 });
  if (text === undefined) throw new Error('an audit event is always JSON');
  return {
    subject: event.subject,
    seq,
    event: text,
    prev: head.hash,
    hash: linkHash(head.hash, text, sha),
  };
}

/**
 * "Free text and names enter the chain as salted digests, so that a person can be erased": the salt
 * is kept with the text, outside the chain, and goes when the text goes.
 */
export function saltedDigest(text: string, salt: string, sha: Sha256): string {
  return toHex(sha(salt, '\n', text));
}

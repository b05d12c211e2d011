import canonicalize from 'canonicalize';
import * as z from 'zod';
import { type Declared, epochAfter, epochSchema } from './epoch.ts';
import { type Sha256, toHex } from './hash.ts';
import { merkleRoot } from './merkle.ts';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** A chain that moved: its lines after number `from` up to `seq`, whose hash is `head`. */
const leafSchema = z.tuple([z.string(), z.int().min(0), z.int().min(1), hashSchema]);
export type Leaf = z.infer<typeof leafSchema>;

/** What is signed. Counts are cumulative: of all chains and lines that checkpoints have covered so far. */
const checkpointSchema = z.strictObject({
  v: z.literal(1),
  /** From 1, without a gap. */
  number: z.int().min(1),
  at: z.iso.datetime(),
  /** The hash of the checkpoint before; zeros before the first. */
  prev: hashSchema,
  /** The Merkle root over the leaves' texts. */
  root: hashSchema,
  changed: z.int().min(1),
  chains: z.int().min(0),
  lines: z.int().min(1),
  /** The Ed25519 public key, as a JWK's `x`. */
  key: z.string().regex(/^[\w-]{43}$/),
  /** Since which restore; absent where there was none. */
  epoch: epochSchema.optional(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** A checkpoint as it is stored and exported: with its leaves, and its detached JWS (`header..signature`). */
export const checkpointLineSchema = z.strictObject({
  checkpoint: checkpointSchema,
  leaves: z.array(leafSchema).min(1),
  signature: z.string().regex(/^[\w-]+\.\.[\w-]+$/),
});
export type CheckpointLine = z.infer<typeof checkpointLineSchema>;

export const CHECKPOINT_TYPE = 'yardmaster-checkpoint+json';
const FIRST_PREV = '0'.repeat(64);
/** Apart from the prefixes of leaves (0) and links (1). */
const CHECKPOINT = Uint8Array.of(2);

/** Whether the detached JWS is one of this text, of type `CHECKPOINT_TYPE`, by this Ed25519 key (a JWK's `x`). */
export type Signed = (signature: string, text: string, key: string) => boolean;

/** The text that is signed and hashed. */
export function checkpointText(checkpoint: Checkpoint): string {
  return canonicalize(checkpoint) ?? '';
}

/** What an auditor keeps, together with the number. */
export function checkpointHash(checkpoint: Checkpoint, sha: Sha256): string {
  return toHex(sha(CHECKPOINT, checkpointText(checkpoint)));
}

/** A key's name outside: SHA-256 of the key as RFC 7638 writes it down, in hexadecimal. */
export function keyFingerprint(key: string, sha: Sha256): string {
  return toHex(sha(`{"crv":"Ed25519","kty":"OKP","x":"${key}"}`));
}

/** A leaf as it goes into the tree. */
export function leafText(leaf: Leaf): string {
  return canonicalize(leaf) ?? '';
}

export function rootOfLeaves(leaves: readonly Leaf[], sha: Sha256): string {
  return merkleRoot(leaves.map(leafText), sha);
}

/** Leaves stand in the order of their subjects' code units, each subject once. */
export function inOrder(leaves: readonly Leaf[]): boolean {
  return leaves.every(([subject], at) => {
    const before = leaves[at - 1];
    return before === undefined || before[0] < subject;
  });
}

interface Signing {
  readonly at: string;
  readonly key: string;
  readonly sha: Sha256;
  /** The last restore, if there was any. */
  readonly declared?: Declared | undefined;
}

/**
 * "Merkle root over (subject, seq, head) of changed chains plus cumulative counts, linked": the
 * checkpoint after `before`, to be signed. Its time never goes back behind that one's.
 */
export function nextCheckpoint(
  before: Checkpoint | undefined,
  moved: readonly Leaf[],
  { at, key, sha, declared }: Signing,
): { readonly checkpoint: Checkpoint; readonly leaves: Leaf[] } {
  const leaves = [...moved].sort(([a], [b]) => (a < b ? -1 : 1));
  const from = nameOf(before, sha);
  const epoch = epochAfter(before?.epoch, declared, from);
  const checkpoint: Checkpoint = {
    v: 1,
    number: from.number + 1,
    at: before && before.at > at ? before.at : at,
    prev: from.hash,
    root: rootOfLeaves(leaves, sha),
    ...countsAfter(before, leaves),
    key,
    ...(epoch ? { epoch } : {}),
  };
  return { checkpoint, leaves };
}

/** The counts of a checkpoint with these leaves. A chain is new where it began in between. */
export function countsAfter(
  before: Pick<Checkpoint, 'chains' | 'lines'> | undefined,
  leaves: readonly Leaf[],
): Pick<Checkpoint, 'changed' | 'chains' | 'lines'> {
  const fresh = leaves.filter(([, from]) => from === 0).length;
  const more = leaves.reduce((sum, [, from, seq]) => sum + seq - from, 0);
  return {
    changed: leaves.length,
    chains: (before?.chains ?? 0) + fresh,
    lines: (before?.lines ?? 0) + more,
  };
}

/** A checkpoint as the next one names it; number 0 where there is none before. */
export function nameOf(before: Checkpoint | undefined, sha: Sha256) {
  return before
    ? { number: before.number, hash: checkpointHash(before, sha) }
    : { number: 0, hash: FIRST_PREV };
}

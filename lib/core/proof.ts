import * as z from 'zod';
import { type ChainLine, leafOf, linkOf } from './audit.ts';
import {
  type Checkpoint,
  type CheckpointLine,
  checkpointHash,
  checkpointLineSchema,
  checkpointText,
  keyFingerprint,
  leafText,
} from './checkpoint.ts';
import { readEvent, readLine } from './export-line.ts';
import type { Sha256 } from './hash.ts';
import { merklePath, rootFrom } from './merkle.ts';
import { type Refusal, refuse } from './result.ts';
import type { Trust } from './verify-checkpoints.ts';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const { checkpoint, leaves, signature } = checkpointLineSchema.shape;

/**
 * That one event is in the log, without any other: its own text, hashes from there to the end of its
 * chain at a checkpoint, hashes from there to the checkpoint's root, and the signed checkpoint. Later
 * events of the chain are in it as hashes, which hide what cannot be guessed.
 */
export const proofSchema = z.strictObject({
  v: z.literal(1),
  /** The event's canonical text. */
  event: z.string(),
  /** The hash of the line before it. */
  prev: hashSchema,
  /** `H(0 ‖ event)` of each later line, up to the one that the checkpoint covers last. */
  later: z.array(hashSchema),
  leaf: leaves.element,
  /** Where the leaf stands among the checkpoint's, and how to get from it to the root. */
  index: z.int().min(0),
  path: z.array(hashSchema).max(64),
  checkpoint,
  signature,
});
export type Proof = z.infer<typeof proofSchema>;

type Missing = 'no-such-event' | 'not-covered' | 'no-export';

/** Proves one event of an export by the first checkpoint that covers it. */
export function makeProof(
  lines: Iterable<string>,
  { subject, seq }: { readonly subject: string; readonly seq: number },
  sha: Sha256,
): { readonly kind: 'proof'; readonly proof: Proof } | Refusal<Missing> {
  const found: { covers: CheckpointLine | undefined; chain: ChainLine[] } = {
    covers: undefined,
    chain: [],
  };
  for (const text of lines) {
    if (text === '') continue;
    const line = readLine(text);
    if (!line) return refuse('no-export', 'This is no audit export. Check it with audit verify.');
    if ('event' in line) {
      if (line.subject === subject && line.seq >= seq) found.chain.push(line);
    } else if (!found.covers && indexIn(line, subject, seq) >= 0) found.covers = line;
  }
  const [event, ...later] = found.chain;
  if (event?.seq !== seq)
    return refuse('no-such-event', `There is no number ${seq} of ${subject} in this export.`);
  if (!found.covers) {
    const say = `No checkpoint of this export covers number ${seq} of ${subject} yet. There is one every five minutes: export again.`;
    return refuse('not-covered', say);
  }
  return { kind: 'proof', proof: proofOf(event, later, found.covers, sha) };
}

function indexIn({ leaves }: CheckpointLine, subject: string, seq: number): number {
  return leaves.findIndex(([name, , upTo]) => name === subject && upTo >= seq);
}

function proofOf(
  { subject, seq, event, prev }: ChainLine,
  later: readonly ChainLine[],
  { checkpoint, leaves, signature }: CheckpointLine,
  sha: Sha256,
): Proof {
  const index = indexIn({ checkpoint, leaves, signature }, subject, seq);
  const leaf = leaves[index];
  if (!leaf) throw new Error('a checkpoint that covers the event');
  const between = later.filter((line) => line.seq <= leaf[2]);
  return {
    v: 1,
    event,
    prev,
    later: between.map((line) => leafOf(line.event, sha)),
    leaf,
    index,
    path: merklePath(leaves.map(leafText), index, sha),
    checkpoint,
    signature,
  };
}

export interface Proved {
  readonly kind: 'proved';
  readonly subject: string;
  readonly seq: number;
  readonly event: string;
  readonly checkpoint: Checkpoint;
  readonly hash: string;
  /** The fingerprint of the key that signed it. */
  readonly key: string;
  /** Whether something from outside vouches for the checkpoint. */
  readonly sure: boolean;
}

type Unproved =
  | 'other-event'
  | 'other-chain'
  | 'other-root'
  | 'other-checkpoint'
  | 'forged'
  | 'other-key';

/** Checks a proof, offline. With nothing from outside it proves no more than that it fits itself. */
export function checkProof(proof: Proof, trust: Trust): Proved | Refusal<Unproved> {
  const { sha, signed, keys = [], expect } = trust;
  const { checkpoint, signature, event } = proof;
  const [subject, , upTo] = proof.leaf;
  const said = readEvent(event);
  const seq = said?.seq ?? 0;
  if (said?.subject !== subject || seq !== upTo - proof.later.length || seq < 1)
    return refuse('other-event', 'The event is not the one that the chain of hashes begins with.');
  if (headOf(proof, sha) !== proof.leaf[3])
    return refuse('other-chain', 'The hashes do not lead from the event to the end of its chain.');
  const place = { text: leafText(proof.leaf), index: proof.index, size: checkpoint.changed };
  if (rootFrom(place, proof.path, sha) !== checkpoint.root)
    return refuse('other-root', "The hashes do not lead from the chain to the checkpoint's root.");
  if (!signed(signature, checkpointText(checkpoint), checkpoint.key))
    return refuse('forged', "The checkpoint's signature does not fit.");
  const key = keyFingerprint(checkpoint.key, sha);
  if (keys.length > 0 && !keys.includes(key))
    return refuse('other-key', `The checkpoint is signed by another key: ${key}`);
  const hash = checkpointHash(checkpoint, sha);
  const isKept = expect?.number === checkpoint.number;
  if (isKept && expect.hash !== hash)
    return refuse('other-checkpoint', 'The checkpoint is not the one that you kept.');
  const sure = keys.length > 0 || isKept;
  return { kind: 'proved', subject, seq, event, checkpoint, hash, key, sure };
}

/** The event's own line, and one link for each later one. */
function headOf({ prev, event, later }: Proof, sha: Sha256): string {
  return [leafOf(event, sha), ...later].reduce((hash, leaf) => linkOf(hash, leaf, sha), prev);
}

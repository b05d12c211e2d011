import {
  type Checkpoint,
  type CheckpointLine,
  checkpointHash,
  checkpointText,
  countsAfter,
  inOrder,
  keyFingerprint,
  type Leaf,
  nameOf,
  rootOfLeaves,
  type Signed,
} from './checkpoint.ts';
import { type Epoch, tookAway, wrongEpoch } from './epoch.ts';
import type { Sha256 } from './hash.ts';

/** A checkpoint that somebody wrote down outside. */
export interface Kept {
  readonly number: number;
  readonly hash: string;
}

/** What a file is checked against besides itself. */
export interface Trust {
  readonly sha: Sha256;
  readonly signed: Signed;
  readonly expect?: Kept | undefined;
  /** Fingerprints of keys, known from outside. Without them whichever key signs the first has to sign all. */
  readonly keys?: readonly string[] | undefined;
}

/** A line that a checkpoint covers last of its chain. */
export interface Anchor {
  readonly seq: number;
  readonly head: string;
  readonly checkpoint: Checkpoint;
}

/** What the checkpoints of a file say together. */
export interface Anchors {
  newest: Checkpoint | undefined;
  /** The one that is vouched for from outside: by a key the newest, else the kept one. */
  sure: Checkpoint | undefined;
  readonly keys: Set<string>;
  /** By subject, in the order of their numbers. */
  readonly bySubject: Map<string, Anchor[]>;
  readonly reached: Map<string, number>;
  /** Restores that the file declares, the first one first. */
  readonly epochs: Epoch[];
  /** The restore that took the kept checkpoint away, where one did. */
  tookKept: Epoch | undefined;
}

export function noAnchors(): Anchors {
  return {
    newest: undefined,
    sure: undefined,
    keys: new Set(),
    bySubject: new Map(),
    reached: new Map(),
    epochs: [],
    tookKept: undefined,
  };
}

/**
 * Takes in the next checkpoint. Returns what is wrong with it, if anything; a wrong one still counts
 * as the one before the next, so that one forgery is one break.
 */
export function takeCheckpoint(
  anchors: Anchors,
  line: CheckpointLine,
  trust: Trust,
): string | undefined {
  const { checkpoint, leaves } = line;
  const wrong =
    wrongPlace(anchors, checkpoint, trust) ??
    wrongContent(anchors, line, trust) ??
    wrongKey(anchors, line, trust) ??
    wrongKept(anchors, checkpoint, trust);
  anchors.newest = checkpoint;
  anchors.keys.add(keyFingerprint(checkpoint.key, trust.sha));
  const { keys, expect } = trust;
  if (!wrong && (keys?.length || checkpoint.number === expect?.number)) anchors.sure = checkpoint;
  for (const [subject, , seq, head] of leaves) {
    anchors.reached.set(subject, seq);
    if (wrong) continue;
    const list = anchors.bySubject.get(subject) ?? [];
    list.push({ seq, head, checkpoint });
    anchors.bySubject.set(subject, list);
  }
  return wrong;
}

function wrongPlace(
  { newest }: Anchors,
  checkpoint: Checkpoint,
  { sha }: Trust,
): string | undefined {
  const before = nameOf(newest, sha);
  const due = before.number + 1;
  if (checkpoint.number !== due)
    return `stands where number ${due} belongs: one is missing, doubled or moved`;
  if (checkpoint.prev !== before.hash)
    return 'does not follow the checkpoint before it: one of the two was replaced';
  if (newest && checkpoint.at < newest.at) return 'is older than the checkpoint before it';
  return wrongEpoch(checkpoint.epoch, newest?.epoch, before);
}

/** Takes in the restore that a checkpoint declares, and holds the kept checkpoint against it. */
function wrongKept(anchors: Anchors, checkpoint: Checkpoint, trust: Trust): string | undefined {
  const { expect, sha } = trust;
  const { epoch } = checkpoint;
  if (epoch && epoch.number !== anchors.newest?.epoch?.number) anchors.epochs.push(epoch);
  if (expect?.number !== checkpoint.number || checkpointHash(checkpoint, sha) === expect.hash)
    return undefined;
  return notKept(anchors, trust, 'is not the one that you kept: what it covers was replaced');
}

/**
 * A kept checkpoint that is not in the file: a declared restore explains it, where a key from outside
 * vouches for the declaration. Anybody could declare one with a key of their own.
 */
export function notKept(
  anchors: Anchors,
  { expect, keys }: Trust,
  say: string,
): string | undefined {
  const took = expect && anchors.epochs.find((epoch) => tookAway(epoch, expect));
  if (!took) return say;
  if (!keys?.length)
    return `${say}. The file declares a restore of ${took.at} that would explain it: check with --key who signed that`;
  anchors.tookKept = took;
  return undefined;
}

function wrongContent(
  { newest, reached }: Anchors,
  { checkpoint, leaves }: CheckpointLine,
  { sha }: Trust,
): string | undefined {
  if (!inOrder(leaves) || rootOfLeaves(leaves, sha) !== checkpoint.root)
    return 'lists other chains than were signed: its root does not fit';
  const { changed, chains, lines } = countsAfter(newest, leaves);
  if (changed !== checkpoint.changed || chains !== checkpoint.chains || lines !== checkpoint.lines)
    return 'counts other chains or lines than it lists';
  const apart = leaves.find((leaf) => !goesOn(leaf, reached));
  return apart && `does not go on where ${apart[0]} was covered before`;
}

/** A chain that was never covered may begin anywhere: it can be older than the first checkpoint. */
function goesOn([subject, from, seq]: Leaf, reached: ReadonlyMap<string, number>): boolean {
  return seq > from && from === (reached.get(subject) ?? from);
}

function wrongKey(
  { keys: seen }: Anchors,
  { checkpoint, signature }: CheckpointLine,
  { sha, signed, keys }: Trust,
): string | undefined {
  const fingerprint = keyFingerprint(checkpoint.key, sha);
  if (!signed(signature, checkpointText(checkpoint), checkpoint.key))
    return 'is forged: its signature does not fit';
  if (keys?.length)
    return keys.includes(fingerprint) ? undefined : `is signed by another key: ${fingerprint}`;
  if (seen.size > 0 && !seen.has(fingerprint))
    return `is signed by another key than those before it: ${fingerprint}`;
  return undefined;
}

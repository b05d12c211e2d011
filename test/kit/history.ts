import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import { publicJwk } from '../../lib/aws/jws.ts';
import { type ChainLine, EMPTY_CHAIN, nextLine } from '../../lib/core/audit.ts';
import {
  CHECKPOINT_TYPE,
  type Checkpoint,
  type CheckpointLine,
  checkpointHash,
  checkpointText,
  keyFingerprint,
  type Leaf,
  nextCheckpoint,
} from '../../lib/core/checkpoint.ts';
import type { Declared } from '../../lib/core/epoch.ts';
import { instant, milliseconds } from '../../lib/core/time.ts';
import { sha256 } from '../../lib/wire.ts';

/** A key of checkpoints. */
export interface TestKey {
  readonly x: string;
  readonly fingerprint: string;
  readonly privateKey: KeyObject;
}

export function testKey(): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = String(publicJwk(publicKey).x);
  return { x, fingerprint: keyFingerprint(x, sha256), privateKey };
}

/** Signs a checkpoint as it is, whatever it says. */
export function signCheckpoint(
  checkpoint: Checkpoint,
  leaves: Leaf[],
  key: TestKey,
): CheckpointLine {
  const part = (text: string) => Buffer.from(text).toString('base64url');
  const header = part(JSON.stringify({ alg: 'EdDSA', typ: CHECKPOINT_TYPE }));
  const input = Buffer.from(`${header}.${part(checkpointText(checkpoint))}`);
  const signature = sign(null, input, key.privateKey).toString('base64url');
  return { checkpoint, leaves, signature: `${header}..${signature}` };
}

export interface History {
  readonly checkpoints: readonly CheckpointLine[];
  readonly chains: readonly (readonly ChainLine[])[];
}

interface Wanted {
  readonly key: TestKey;
  readonly chains: number;
  readonly events: number;
  /** A checkpoint after so many events; what is left over is in the tail. */
  readonly every: number;
  /** Told in every event: another note makes another history. */
  readonly note?: string;
  /** Draws a chain: 0 ≤ n < 1. */
  readonly random: () => number;
  /** It goes on from there, restored: after what the first `number` checkpoints of `log` cover. */
  readonly after?: {
    readonly log: History;
    readonly number: number;
    readonly declared: Declared;
  };
}

const BEGIN = '2026-11-23T09:00:00.000Z';

/** A log of so many events, one a second, with its checkpoints. */
export function history(wanted: Wanted): History {
  const { key, chains, events, every, note = 'kept', random, after } = wanted;
  const { lines, covered, checkpoints } = begun(chains, after);
  const declared = after?.declared;
  for (let n = checkpoints.length * every; n < events; n += 1) {
    const which = Math.floor(random() * chains);
    const chain = lines[which] ?? [];
    const at = instant(milliseconds(BEGIN) + n * 1_000);
    const actor = { kind: 'person' as const, id: 'T1/U1' };
    const event = { subject: subjectOf(which), kind: 'made', at, actor, data: { note, n } };
    chain.push(nextLine(chain.at(-1) ?? EMPTY_CHAIN, event, sha256));
    if ((n + 1) % every === 0) {
      const moved = movedSince(lines, covered);
      const before = checkpoints.at(-1)?.checkpoint;
      const how = { at, key: key.x, sha: sha256, declared };
      const { checkpoint, leaves } = nextCheckpoint(before, moved, how);
      checkpoints.push(signCheckpoint(checkpoint, leaves, key));
    }
  }
  return { checkpoints, chains: lines.filter((chain) => chain.length > 0) };
}

function begun(chains: number, after: Wanted['after']) {
  const checkpoints = after?.log.checkpoints.slice(0, after.number) ?? [];
  const reached = new Map(
    checkpoints.flatMap(({ leaves }) => leaves.map(([subject, , seq]) => [subject, seq] as const)),
  );
  const lines = Array.from({ length: chains }, (_, which): ChainLine[] => {
    const subject = subjectOf(which);
    const chain = after?.log.chains.find(([first]) => first?.subject === subject) ?? [];
    return chain.slice(0, reached.get(subject) ?? 0);
  });
  return { lines, checkpoints, covered: new Map(lines.map((chain, n) => [n, chain.length])) };
}

export function subjectOf(which: number): string {
  return `workflow/grüße-${which}`;
}

function movedSince(
  lines: readonly (readonly ChainLine[])[],
  covered: Map<number, number>,
): Leaf[] {
  return lines.flatMap((chain, which): Leaf[] => {
    const last = chain.at(-1);
    const from = covered.get(which) ?? 0;
    if (!last || last.seq === from) return [];
    covered.set(which, last.seq);
    return [[last.subject, from, last.seq, last.hash]];
  });
}

/** The export, as lines. */
export function linesOf({ checkpoints, chains }: History): string[] {
  return [...checkpoints, ...chains.flat()].map((line) => canonicalize(line) ?? '');
}

/** A checkpoint as an auditor keeps it. */
export function keptOf({ checkpoint }: CheckpointLine) {
  return { number: checkpoint.number, hash: checkpointHash(checkpoint, sha256) };
}

/** Numbers that look random and are the same in every run: 0 ≤ n < 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

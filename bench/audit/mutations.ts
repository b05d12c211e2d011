import canonicalize from 'canonicalize';
import { type ChainLine, linkHash } from '../../lib/core/audit.ts';
import { type CheckpointLine, type Leaf, nextCheckpoint } from '../../lib/core/checkpoint.ts';
import type { Epoch } from '../../lib/core/epoch.ts';
import { sha256 } from '../../lib/wire.ts';
import {
  type History,
  history,
  linesOf,
  signCheckpoint,
  type TestKey,
} from '../../test/kit/history.ts';

/** What somebody who can write to the file, and not sign, may try. */
export type Mutation = (log: History, random: () => number) => readonly string[];

const text = (line: object) => canonicalize(line) ?? '';

function pick(count: number, random: () => number): number {
  return Math.min(count - 1, Math.floor(random() * count));
}

function editByte(log: History, random: () => number): string[] {
  const bytes = Buffer.from(linesOf(log).join('\n'));
  const at = pick(bytes.length, random);
  bytes[at] = (bytes[at] ?? 0) ^ (1 + pick(255, random));
  return bytes.toString().split('\n');
}

function deleteLine(log: History, random: () => number): string[] {
  const lines = linesOf(log);
  return lines.toSpliced(pick(lines.length, random), 1);
}

function doubleLine(log: History, random: () => number): string[] {
  const lines = linesOf(log);
  const at = pick(lines.length, random);
  return lines.toSpliced(at, 0, lines[at] ?? '');
}

/** Two lines that follow each other in one chain. */
function swapLines(log: History, random: () => number): string[] {
  return withChain(log, random, (chain) => {
    const at = pick(chain.length - 1, random);
    const [one, two] = chain.slice(at, at + 2);
    return one && two ? chain.toSpliced(at, 2, two, one) : [];
  });
}

function truncate(log: History, random: () => number): string[] {
  return withChain(log, random, (chain) => chain.slice(0, pick(chain.length, random)));
}

function dropChain(log: History, random: () => number): string[] {
  return withChain(log, random, () => []);
}

/** From some line on another history, every hash of it right. */
function fork(log: History, random: () => number): string[] {
  return withChain(log, random, (chain) => rewritten(chain, pick(chain.length, random), other));
}

/** A whole chain made anew, every hash of it right. */
function replaceChain(log: History, random: () => number): string[] {
  return withChain(log, random, (chain) => rewritten(chain, 0, other));
}

/** One event a day earlier, and every hash after it made anew. */
function backdate(log: History, random: () => number): string[] {
  return withChain(log, random, (chain) => {
    const at = pick(chain.length, random);
    return rewritten(chain, at, (event, n) => (n === at ? event.replace('-23T', '-22T') : event));
  });
}

function dropCheckpoints(log: History, random: () => number): string[] {
  return linesOf({
    ...log,
    checkpoints: log.checkpoints.slice(0, pick(log.checkpoints.length, random)),
  });
}

function dropCheckpoint(log: History, random: () => number): string[] {
  const at = pick(log.checkpoints.length, random);
  return linesOf({ ...log, checkpoints: log.checkpoints.toSpliced(at, 1) });
}

/** One checkpoint signed with another key, which it names. */
export function forge(key: TestKey): Mutation {
  return (log, random) => {
    const at = pick(log.checkpoints.length, random);
    const forged = log.checkpoints.map((line, n) =>
      n === at ? signCheckpoint({ ...line.checkpoint, key: key.x }, line.leaves, key) : line,
    );
    return linesOf({ ...log, checkpoints: forged });
  };
}

/** A chain replaced, and every checkpoint made anew for it with another key. */
export function remake(key: TestKey): Mutation {
  return (log, random) => {
    const at = pick(log.chains.length, random);
    const chains = log.chains.map((chain, n) => (n === at ? rewritten(chain, 0, other) : chain));
    return linesOf({ chains, checkpoints: signedAnew(log.checkpoints, chains, key) });
  };
}

/** What came after some checkpoint taken away, as if a restore had been declared, signed with another key. */
export function pretendRestore(key: TestKey): Mutation {
  return (log, random) => {
    const number = 1 + pick(log.checkpoints.length - 1, random);
    const { at } = log.checkpoints[number]?.checkpoint ?? { at: '' };
    const declared = { at, by: 'system/restore', madeAt: at };
    const after = { log, number, declared };
    const chains = log.chains.length;
    const events = (number + 1) * PRETENDED;
    return linesOf(history({ key, chains, events, every: PRETENDED, random, after }));
  };
}

/** How many events a pretended epoch has. */
const PRETENDED = 20;

/** A real restore told differently: another checkpoint it goes on from, another last one, or none at all. */
function retellRestore(log: History, random: () => number): string[] {
  const tell = RETOLD[pick(RETOLD.length, random)];
  const at = pick(log.checkpoints.length, random);
  const checkpoints = log.checkpoints.map((line, n) => {
    const { epoch, ...rest } = line.checkpoint;
    if (!epoch || !tell || n < at) return line;
    const told = tell(epoch);
    return { ...line, checkpoint: told ? { ...rest, epoch: told } : rest };
  });
  return linesOf({ ...log, checkpoints });
}

const RETOLD: readonly ((epoch: Epoch) => Epoch | undefined)[] = [
  () => undefined,
  (epoch) => ({ ...epoch, number: epoch.number + 1 }),
  (epoch) => ({ ...epoch, by: 'person/T1/U2' }),
  (epoch) => ({ ...epoch, from: { ...epoch.from, number: epoch.from.number - 1 } }),
  ({ lost: _, ...epoch }) => epoch,
];

function signedAnew(
  old: readonly CheckpointLine[],
  chains: History['chains'],
  key: TestKey,
): CheckpointLine[] {
  const bySubject = new Map(chains.map((chain) => [chain[0]?.subject, chain]));
  const made: CheckpointLine[] = [];
  for (const { checkpoint, leaves } of old) {
    const moved = leaves.map(([subject, from, seq, head]): Leaf => {
      return [subject, from, seq, bySubject.get(subject)?.[seq - 1]?.hash ?? head];
    });
    const how = { at: checkpoint.at, key: key.x, sha: sha256 };
    const next = nextCheckpoint(made.at(-1)?.checkpoint, moved, how);
    made.push(signCheckpoint(next.checkpoint, next.leaves, key));
  }
  return made;
}

const other = (event: string) => event.replace('"kept"', '"lost"');

/** A chain with its events changed from index `from` on, and its hashes made to fit. */
function rewritten(
  chain: readonly ChainLine[],
  from: number,
  change: (event: string, n: number) => string,
): ChainLine[] {
  const made: ChainLine[] = chain.slice(0, from);
  for (const [n, line] of chain.entries()) {
    if (n < from) continue;
    const prev = made.at(-1)?.hash ?? line.prev;
    const event = change(line.event, n);
    made.push({ ...line, event, prev, hash: linkHash(prev, event, sha256) });
  }
  return made;
}

function withChain(
  { checkpoints, chains }: History,
  random: () => number,
  change: (chain: readonly ChainLine[]) => readonly ChainLine[],
): string[] {
  const at = pick(chains.length, random);
  const changed = chains.map((chain, n) => (n === at ? change(chain) : chain));
  return [...checkpoints, ...changed.flat()].map(text);
}

/** Of a log that was restored once. */
export const RESTORED: Readonly<Record<string, Mutation>> = {
  'tell a restore differently': retellRestore,
};

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'edit a byte': editByte,
  'delete a line': deleteLine,
  'double a line': doubleLine,
  'swap two lines': swapLines,
  'cut off the end of a chain': truncate,
  'leave a chain out': dropChain,
  'fork a chain': fork,
  'replace a chain': replaceChain,
  'backdate an event': backdate,
  'drop the last checkpoints': dropCheckpoints,
  'drop a checkpoint': dropCheckpoint,
};

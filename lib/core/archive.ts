import type { Checkpoint } from './checkpoint.ts';

/** A checkpoint by its number and hash. */
interface Named {
  readonly number: number;
  readonly hash: string;
}

/**
 * What a checkpoint and its events are archived under. The hash is part of it: after a restore a number
 * is given again, and both are kept.
 */
export function archiveName({ number, hash }: Named): string {
  return `checkpoint-${String(number).padStart(10, '0')}-${hash}.jsonl`;
}

export function isArchiveName(name: string): boolean {
  return /^checkpoint-\d{10,}-[0-9a-f]{64}\.jsonl$/.test(name);
}

/** A checkpoint of an archive, with its hash. */
export interface Archived extends Named {
  readonly checkpoint: Checkpoint;
}

/** Numbers one after the other, both included. */
interface Numbers {
  readonly from: number;
  readonly to: number;
}

interface PresentLine<T> {
  /** The checkpoints that the newest one goes back to, the first one first. */
  readonly line: readonly T[];
  /** Numbers, up to that of the newest one, of which there is none. */
  readonly missing: readonly Numbers[];
  /** What a restore left behind. */
  readonly apart: readonly T[];
}

/**
 * Of all that was ever archived, what the log of today is: from the newest checkpoint of the newest
 * epoch back along what each says of the one before it. Where that one is missing, it goes on with the
 * newest one before it that can be of the same history.
 */
export function presentLine<T extends Archived>(all: readonly T[]): PresentLine<T> {
  const byNumber = numbered(all);
  const line: T[] = [];
  const missing: Numbers[] = [];
  let here = newestOf(all);
  if (here) line.push(here);
  for (const [number, candidates] of byNumber) {
    if (!here || number >= here.number) continue;
    const before = oneBefore(here, candidates);
    if (!before) continue;
    if (number < here.number - 1) missing.push({ from: number + 1, to: here.number - 1 });
    line.push(before);
    here = before;
  }
  if (here && here.number > 1) missing.push({ from: 1, to: here.number - 1 });
  const present = new Set(line);
  return {
    line: line.reverse(),
    missing: missing.reverse(),
    apart: all.filter((one) => !present.has(one)),
  };
}

/** By number, the highest one first; of one number the newest epoch first. */
function numbered<T extends Archived>(all: readonly T[]): Map<number, T[]> {
  const sorted = [...all].sort((a, b) => b.number - a.number || epochOf(b) - epochOf(a));
  return Map.groupBy(sorted, ({ number }) => number);
}

function newestOf<T extends Archived>(all: readonly T[]): T | undefined {
  const [first, ...rest] = all;
  const isNewer = (one: T, other: T) =>
    (epochOf(one) - epochOf(other) || one.number - other.number) > 0;
  return first && rest.reduce((newest, one) => (isNewer(one, newest) ? one : newest), first);
}

/** Of checkpoints of one lower number the one that `here` goes on from, or may go on from. */
function oneBefore<T extends Archived>(here: T, candidates: readonly T[]): T | undefined {
  const { epoch, prev } = here.checkpoint;
  const within = (one: T) =>
    !epoch || one.number > epoch.from.number
      ? epochOf(one) === epochOf(here)
      : epochOf(one) < epochOf(here);
  return candidates.find((one) => one.hash === prev) ?? candidates.find(within);
}

function epochOf({ checkpoint }: Archived): number {
  return checkpoint.epoch?.number ?? 1;
}

import canonicalize from 'canonicalize';
import { archiveName } from '../core/archive.ts';
import { type CheckpointLine, nameOf } from '../core/checkpoint.ts';
import { readCheckpoint, readCheckpointsBack } from '../store/checkpoints.ts';
import { readRange } from '../store/log.ts';
import { type Checkpointed, makeCheckpoints } from './checkpoint.ts';
import type { Archive, Deps } from './deps.ts';

/** What a run of the schedule made; `archived`: checkpoints, where there is an archive. */
export type Sealed = Checkpointed & { readonly archived?: number };

/** Makes checkpoints, and archives them at once. */
export async function sealLog(deps: Deps): Promise<Sealed> {
  const made = await makeCheckpoints(deps);
  return deps.archive ? { ...made, archived: await archiveNew(deps, deps.archive) } : made;
}

/**
 * "Events and checkpoints archived": each checkpoint with the events that it covers, oldest first, once.
 * It goes back from the newest to the last one that is kept, so it needs no note of its own, and after a
 * restore it finds by itself where the log went on. It may break off anywhere: the next run goes on.
 * Returns how many were archived.
 */
async function archiveNew(deps: Deps, archive: Archive): Promise<number> {
  const due: number[] = [];
  for await (const line of readCheckpointsBack(deps.store)) {
    if (await archive.has(nameFor(deps, line))) break;
    due.push(line.checkpoint.number);
  }
  for (const number of due.reverse()) {
    const line = await readCheckpoint(deps.store, number);
    if (!line) throw new Error(`checkpoint ${number} is gone`);
    await archive.keep(nameFor(deps, line), linesOf(deps, line));
  }
  return due.length;
}

function nameFor({ sha }: Deps, { checkpoint }: CheckpointLine): string {
  return archiveName(nameOf(checkpoint, sha));
}

/** Canonical JSON, as in an export: the checkpoint, then the lines that it covers, chain by chain. */
async function* linesOf(deps: Deps, line: CheckpointLine): AsyncGenerator<string> {
  yield canonicalize(line) ?? '';
  for (const [subject, from, to] of line.leaves) {
    for await (const one of readRange(deps.store, subject, from + 1, to)) {
      yield canonicalize(one) ?? '';
    }
  }
}

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { presentLine } from '../lib/core/archive.ts';
import { type ArchivedFile, archivedIn } from '../lib/local/archive-read.ts';
import { type Io, UsageProblem } from './io.ts';
import { linesOfFile } from './lines-of-file.ts';

/** An archive as `verifyExport` reads it. */
export interface ArchiveFolder {
  readonly lines: Iterable<string>;
  /** Numbers of checkpoints that are missing with their events. */
  readonly missing: ReturnType<typeof presentLine>['missing'];
  /** Files of what a restore left behind: none of the log of today. */
  readonly apart: readonly string[];
  /** Where a line stands, by its number from 1: `file:line`. */
  readonly where: (line: number) => string;
}

export function isFolder(io: Io, path: string): boolean {
  return statSync(resolve(io.cwd, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Reads the checkpoints of an archive, and its events as they are asked for. Throws `UsageProblem` where there are none. */
export function readArchive(io: Io, folder: string): ArchiveFolder {
  const read = archivedIn(resolve(io.cwd, folder), folder);
  if (read.length === 0) {
    throw new UsageProblem(
      `There is no archive in ${folder}. It is the folder "archive" of a data folder, or a copy of it.`,
    );
  }
  const { line, missing, apart } = presentLine(read.flatMap((one) => one.archived ?? []));
  const spoiled = read.filter((one) => !one.archived);
  const order = [...line, ...spoiled];
  return {
    lines: linesOf(io, order),
    missing,
    apart: apart.map((one) => one.file),
    where: (at) => placeOf(io, order, at),
  };
}

type First = Pick<ArchivedFile, 'file' | 'text'>;

/** An export says its checkpoints first, then the events, each chain in order. */
function* linesOf(io: Io, order: readonly First[]): Generator<string> {
  // An empty line is passed over, so a first line that is empty says something.
  for (const { text } of order) yield text === '' ? '\uFFFD' : text;
  for (const { file } of order) yield* rest(io, file);
}

function rest(io: Io, file: string): string[] {
  return [...linesOfFile(io, file)].slice(1);
}

function placeOf(io: Io, order: readonly First[], at: number): string {
  const first = order[at - 1];
  if (first) return `${first.file}:1`;
  let left = at - order.length;
  for (const { file } of order) {
    const lines = rest(io, file).length;
    if (left <= lines) return `${file}:${left + 1}`;
    left -= lines;
  }
  return `line ${at}`;
}

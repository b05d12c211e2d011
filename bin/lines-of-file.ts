import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Io, UsageProblem } from './io.ts';

const NEWLINE = 0x0a;
/** Stands for a line that is no UTF-8, so that it is reported where it stands. */
const UNREADABLE = '\uFFFD';

/** The lines of a large file, one after another. Throws `UsageProblem` when it cannot be read. */
export function linesOfFile(io: Io, file: string): Iterable<string> {
  return linesOf(readBytes(resolve(io.cwd, file), file));
}

function readBytes(path: string, file: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new UsageProblem(`There is no file ${file} that can be read.`);
  }
}

function* linesOf(bytes: Buffer): Generator<string> {
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(NEWLINE, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    yield isUtf8(line) ? line.toString() : UNREADABLE;
    from += line.length + 1;
  }
}

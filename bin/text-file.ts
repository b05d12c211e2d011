import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Io, UsageProblem } from './io.ts';

/** Many times the size of the largest list that is published. */
const MOST_FILE_BYTES = 20 * 1024 * 1024;

/**
 * A text file from somewhere else, without a byte order mark. One that is missing, too large or not
 * UTF-8 is a usage problem that says so: letters that were guessed would end up as names.
 */
export function readForeignText(io: Io, file: string, most = MOST_FILE_BYTES): string {
  const path = resolve(io.cwd, file);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new UsageProblem(`There is no file ${file} that can be read.`);
  if (size > most) {
    const mega = Math.floor(most / 1024 / 1024);
    throw new UsageProblem(`${file} is larger than ${mega} MB. Split it and import the parts.`);
  }
  return decoded(readBytes(path, file), file);
}

function readBytes(path: string, file: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new UsageProblem(`There is no file ${file} that can be read.`);
  }
}

function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageProblem(`${file} is not UTF-8. Save it as UTF-8 and import it again.`);
  }
}

/** The same limits for a file that is read elsewhere; one that is not there is not its concern. */
export function checkText(io: Io, file: string, most: number): void {
  if (statSync(resolve(io.cwd, file), { throwIfNoEntry: false })) readForeignText(io, file, most);
}

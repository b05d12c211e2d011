import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UsageProblem } from './io.ts';

/** A file that appears under its name only once it is whole. */
export function openExportFile(path: string) {
  const fresh = `${path}.part`;
  const handle = open(fresh);
  return {
    write: (text: string) => {
      writeSync(handle, text);
    },
    keep: () => {
      closeSync(handle);
      renameSync(fresh, path);
    },
    discard: () => {
      closeSync(handle);
      rmSync(fresh, { force: true });
    },
  };
}

/** The log names people: for its owner's eyes. */
function open(path: string): number {
  try {
    return openSync(path, 'w', 0o600);
  } catch {
    throw new UsageProblem(`${path} cannot be written.`);
  }
}

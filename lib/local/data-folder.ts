import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

export type DataFolder = {
  readonly kind: 'open';
  /** The schema that the folder had when it was opened; undefined for a folder that was new. */
  readonly foundSchema: number | undefined;
  /** The absolute or relative path of `name` inside the folder, as the folder itself was named. */
  readonly path: (name: string) => string;
  /** Lets the next process have the folder. Calling it twice is harmless. */
  readonly release: () => void;
};

export type DataFolderRefusal = {
  readonly kind: 'refused';
  readonly reason: 'in-use' | 'newer' | 'unreadable' | 'unusable';
  /** One sentence for the person at the terminal. */
  readonly message: string;
};

export type DataFolderOptions = {
  readonly folder: string;
  /** The schema number that this program writes and the highest that it reads. */
  readonly schema: number;
  /** The number of the process that will hold the folder, told to whoever comes second. */
  readonly pid: number;
};

const versionSchema = z.object({ schema: z.int().nonnegative() });

/**
 * Opens the folder that keeps one machine's data, creating it for its owner alone (0700).
 * Refuses when another process holds it, a newer program wrote it, or it cannot be made or written. An older folder is opened and
 * `version.json` raised to `schema`; `foundSchema` tells the caller what it was.
 */
export function openDataFolder(options: DataFolderOptions): DataFolder | DataFolderRefusal {
  const path = (name: string) => join(options.folder, name);
  const unusable = prepare(options.folder);
  if (unusable !== undefined) return unusable;
  const lock = takeLock(path('lock'));
  if (lock === undefined) return inUse(options.folder, path('pid'));
  const found = readVersion(path('version.json'));
  const refusal = refuseVersion(found, options);
  if (refusal !== undefined) {
    lock.close();
    return refusal;
  }
  writeWhole(path('pid'), `${options.pid}\n`);
  writeWhole(path('version.json'), `${JSON.stringify({ schema: options.schema })}\n`);
  return {
    kind: 'open',
    foundSchema: typeof found === 'number' ? found : undefined,
    path,
    release: () => {
      if (lock.isOpen) lock.close();
    },
  };
}

/** Makes the folder and closes it to others. */
function prepare(folder: string): DataFolderRefusal | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // A folder that existed keeps its own mode, and mkdir's is cut by the umask.
    chmodSync(folder, 0o700);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message =
      `The data folder ${folder} cannot be used: ${why}. ` +
      'Set YARDMASTER_DATA to a folder that this user may write.';
    return { kind: 'refused', reason: 'unusable', message };
  }
}

/**
 * A lock of the operating system, reached through SQLite: it ends with the process that holds it, however that one
 * ends, so no stale lock is ever left to judge, and no other process that got the same number is mistaken for it.
 */
function takeLock(path: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && error.message.includes('locked')) return undefined;
    throw error;
  }
}

function inUse(folder: string, pidPath: string): DataFolderRefusal {
  const pid = readText(pidPath)?.trim() || 'unknown';
  const message =
    `Another Yardmaster (process ${pid}) is using the data folder ${folder}. ` +
    'Stop that one first, or start this one with a data folder of its own.';
  return { kind: 'refused', reason: 'in-use', message };
}

function readVersion(path: string): number | 'none' | 'unreadable' {
  const text = readText(path);
  if (text === undefined) return 'none';
  try {
    return versionSchema.parse(JSON.parse(text)).schema;
  } catch {
    return 'unreadable';
  }
}

function refuseVersion(
  found: number | 'none' | 'unreadable',
  { folder, schema }: DataFolderOptions,
): DataFolderRefusal | undefined {
  if (found === 'none') return undefined;
  if (found === 'unreadable') {
    const message = `The data folder ${folder} has a version.json that cannot be read; its data is left untouched.`;
    return { kind: 'refused', reason: 'unreadable', message };
  }
  if (found <= schema) return undefined;
  const message =
    `The data folder ${folder} was written by a newer Yardmaster (schema ${found}; this one knows ${schema}). ` +
    'Start that newer version, or start this one with a data folder of its own.';
  return { kind: 'refused', reason: 'newer', message };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written aside and moved into place: a crash leaves the old file or the new one, never half of one. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

import { mkdirSync } from 'node:fs';
import { access, link, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from '../acts/deps.ts';

/** Where a data folder keeps its archive. */
export const ARCHIVE = 'archive';

/**
 * An archive in a folder of this machine: a file for each name, for reading only. It is written aside,
 * brought to the disk, and given its name in one step that fails where the name is taken: so whatever
 * has a name is whole, and is never written again.
 */
export function folderArchive(folder: string): Archive {
  return {
    has: (name) => isThere(join(folder, name)),
    keep: async (name, lines) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const aside = join(folder, `${name}.part`);
      // What a process that was killed left half written.
      await rm(aside, { force: true });
      await writeThrough(aside, lines);
      await nameOnce(aside, join(folder, name));
      await rm(aside);
      await bringToDisk(folder);
    },
  };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

async function writeThrough(path: string, lines: AsyncIterable<string>): Promise<void> {
  const file = await open(path, 'wx', 0o400);
  try {
    for await (const line of lines) await file.appendFile(`${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function nameOnce(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw error;
  }
}

/** The folder's own entries: without this a name could be gone after a power cut. */
async function bringToDisk(folder: string): Promise<void> {
  // Windows opens no folders, and writes their entries itself.
  if (process.platform === 'win32') return;
  const entries = await open(folder, 'r');
  try {
    await entries.sync();
  } finally {
    await entries.close();
  }
}

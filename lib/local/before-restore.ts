import { copyFileSync, linkSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { presentLine } from '../core/archive.ts';
import { type Checkpoint, nameOf } from '../core/checkpoint.ts';
import { type Declared, epochsOf } from '../core/epoch.ts';
import type { Environment } from '../environment.ts';
import { readCheckpoints } from '../store/checkpoints.ts';
import { sha256 } from '../wire.ts';
import { ARCHIVE } from './archive.ts';
import { archivedIn, archivedNames } from './archive-read.ts';
import { openGround } from './ground.ts';

/** What a restore declares of the data that it takes the place of. */
export type KnownBefore = Pick<Declared, 'lost' | 'forgot'>;

/**
 * The last checkpoint of the data that are put aside, and every restore that they tell of, so that
 * whoever kept a checkpoint finds it explained, however old the backup is. The data may be the very
 * thing that broke: then the archive beside them says it, and what cannot be read is left out.
 */
export async function knownBefore(
  folder: string,
  env: Environment,
  isReadable: boolean,
): Promise<KnownBefore> {
  const archived = archivedIn(join(folder, ARCHIVE)).flatMap((one) => one.archived ?? []);
  const stored = isReadable ? await storedIn(folder, env) : [];
  const newest = stored.at(-1) ?? presentLine(archived).line.at(-1)?.checkpoint;
  const epochs = epochsOf([...archived.map(({ checkpoint }) => checkpoint), ...stored]);
  return {
    ...(newest ? { lost: nameOf(newest, sha256) } : {}),
    ...(epochs.length > 0 ? { forgot: epochs } : {}),
  };
}

async function storedIn(folder: string, env: Environment): Promise<Checkpoint[]> {
  try {
    const ground = await openGround(folder, env);
    if (ground.kind === 'refused') return [];
    try {
      const found: Checkpoint[] = [];
      for await (const { checkpoint } of readCheckpoints(ground.store)) found.push(checkpoint);
      return found;
    } finally {
      await ground.close();
    }
  } catch {
    return [];
  }
}

/** An archive outlives the data: what was archived before a restore is there after it. */
export function keepArchive(folder: string, aside: string): void {
  const from = join(folder, ARCHIVE);
  const names = archivedNames(from);
  if (names.length === 0) return;
  mkdirSync(join(aside, ARCHIVE), { mode: 0o700 });
  for (const name of names) linkOrCopy(join(from, name), join(aside, ARCHIVE, name));
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // A folder on a file system without links.
    copyFileSync(from, to);
  }
}

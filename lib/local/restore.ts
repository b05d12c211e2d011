import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { declareRestore } from '../acts/restored.ts';
import type { Declared } from '../core/epoch.ts';
import type { Environment } from '../environment.ts';
import { SCHEMA } from '../store/item.ts';
import { asideDeps } from './aside.ts';
import { isSound, reasonOf, refuseElsewhere } from './backup.ts';
import { openBackup, readBackupHeader } from './backup-file.ts';
import { type KnownBefore, keepArchive, knownBefore } from './before-restore.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { openGround } from './ground.ts';
import { keyringSchema } from './keyring.ts';

export interface RestoreWanted {
  readonly folder: string;
  readonly file: string;
  readonly passphrase: string;
  /** Puts the data that are there aside. */
  readonly force: boolean;
  readonly env: Environment;
}

type Refused = { readonly kind: 'refused'; readonly message: string };
export type Restored =
  | {
      readonly kind: 'restored';
      /** When the backup was made: everything asked between then and now is unknown here. */
      readonly madeAt: string;
      /** Messages that were still to be sent, and are not sent any more. */
      readonly dropped: number;
      /** Where the data are that were there before. */
      readonly before: string | undefined;
      /** The last checkpoint of those data, which the new epoch names. */
      readonly lost: Declared['lost'];
    }
  | Refused;

/**
 * Puts a backup in the place of a data folder. It is built and checked aside, declared as restored,
 * and moved into place in one step: whatever breaks on the way leaves what was there as it was.
 */
export async function restore(wanted: RestoreWanted): Promise<Restored> {
  const elsewhere = refuseElsewhere(wanted.env);
  if (elsewhere) return elsewhere;
  const header = readBackupHeader(wanted.file);
  if ('kind' in header) return header;
  if (header.schema > SCHEMA) {
    return refused(
      `The backup was written by a newer Yardmaster (schema ${header.schema}; this one knows ${SCHEMA}). Restore it with that version.`,
    );
  }
  const known = wanted.force
    ? await knownBefore(wanted.folder, wanted.env, isWhole(wanted.folder))
    : {};
  const held = holdTarget(wanted);
  if (held.kind === 'refused') return held;
  const aside = `${wanted.folder}.restoring-${process.pid}`;
  try {
    const built = await buildAside(aside, wanted, known);
    if (built.kind === 'refused') return built;
    return { ...built, lost: known.lost, before: swap(aside, wanted.folder, held) };
  } catch (error) {
    return refused(`Nothing was restored: ${reasonOf(error)}. What was there is as it was.`);
  } finally {
    held.folder?.release();
    rmSync(aside, { recursive: true, force: true });
  }
}

interface Held {
  readonly kind: 'held';
  /** Locked, so that nothing starts on it meanwhile; undefined when there is no such folder. */
  readonly folder: DataFolder | undefined;
  readonly empty: boolean;
}

function holdTarget({ folder: name, force }: RestoreWanted): Held | Refused {
  if (!existsSync(name)) return { kind: 'held', folder: undefined, empty: true };
  const empty = readdirSync(name).length === 0;
  if (!empty && !force) {
    return refused(
      `${name} holds data. Name another folder with YARDMASTER_DATA, or add --force: what is there is then put aside.`,
    );
  }
  const folder = openDataFolder({ folder: name, schema: SCHEMA, pid: process.pid });
  return folder.kind === 'refused' ? refused(folder.message) : { kind: 'held', folder, empty };
}

/** Whether the database and the keys of a folder can be read. */
function isWhole(folder: string): boolean {
  return isSound(join(folder, 'registry.db')) && hasKeys(join(folder, 'keyring.json'));
}

async function buildAside(
  aside: string,
  { file, passphrase, folder, env }: RestoreWanted,
  known: KnownBefore,
) {
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const opened = openBackup(file, passphrase, (name) => join(aside, name));
  if (opened.kind === 'refused') return opened;
  if (!isWhole(aside)) {
    return refused('The backup is damaged inside: its database or its keys cannot be read.');
  }
  keepTemplate(folder, aside);
  keepArchive(folder, aside);
  const ground = await openGround(aside, env);
  if (ground.kind === 'refused') return refused(ground.message);
  try {
    const { madeAt } = opened.about;
    const dropped = await declareRestore(asideDeps(ground), madeAt, known);
    if (dropped === undefined) return refused('The backup holds no organisation.');
    return { kind: 'restored' as const, madeAt, dropped };
  } finally {
    await ground.close();
  }
}

function hasKeys(path: string): boolean {
  try {
    return keyringSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).success;
  } catch {
    return false;
  }
}

/** The tables' template is the program's, not the backup's; making it anew takes seconds. */
function keepTemplate(folder: string, aside: string): void {
  const name = `tables-${SCHEMA}.json`;
  if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(aside, name));
}

/** Two renames; when the second fails the first is undone. Returns where the old data are. */
function swap(aside: string, folder: string, held: Held): string | undefined {
  if (!held.folder) {
    renameSync(aside, folder);
    return undefined;
  }
  const before = freeName(`${folder}.before-restore`);
  renameSync(folder, before);
  try {
    renameSync(aside, folder);
  } catch (error) {
    renameSync(before, folder);
    throw error;
  }
  if (!held.empty) return before;
  rmSync(before, { recursive: true, force: true });
  return undefined;
}

function freeName(name: string): string {
  for (let count = 1; ; count += 1) {
    const one = count === 1 ? name : `${name}-${count}`;
    if (!existsSync(one)) return one;
  }
}

function refused(message: string): Refused {
  return { kind: 'refused', message };
}

import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Environment } from '../environment.ts';
import { SCHEMA } from '../store/item.ts';
import { PARTS, sealBackup } from './backup-file.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';

export interface BackupWanted {
  readonly folder: string;
  readonly file: string;
  readonly passphrase: string;
  /** Replaces a file that is there. */
  readonly force: boolean;
  /** The present moment as an Instant. */
  readonly now: string;
  readonly env: Environment;
}

export type BackedUp =
  | { readonly kind: 'backed-up'; readonly file: string; readonly bytes: number }
  | { readonly kind: 'refused'; readonly message: string };

const LEAST_PASSPHRASE = 12;

/**
 * One machine's data in one sealed file: the engine's database, the keys without which nothing in it
 * could be opened, and the local workspace. Works while nothing runs, as the engine's file must not
 * change under it, and says so when something does.
 */
export function backUp(wanted: BackupWanted): BackedUp {
  const { folder, file, passphrase, force } = wanted;
  const elsewhere = refuseElsewhere(wanted.env);
  if (elsewhere) return elsewhere;
  const weak = refuseWeak(passphrase);
  if (weak) return weak;
  if (!existsSync(`${folder}/registry.db`)) {
    return refused(`There is nothing to back up in ${folder}. YARDMASTER_DATA names the folder.`);
  }
  if (existsSync(file) && !force) {
    return refused(`${file} is there already. Choose another name, or add --force to replace it.`);
  }
  const open = openDataFolder({ folder, schema: SCHEMA, pid: process.pid });
  if (open.kind === 'refused') return refused(open.message);
  try {
    return sealFolder(open, wanted);
  } finally {
    open.release();
  }
}

/** The data of an engine that was given are not in the folder. */
export function refuseElsewhere({ DYNAMODB_ENDPOINT: endpoint }: Environment) {
  if (!endpoint) return undefined;
  return refused(
    'DYNAMODB_ENDPOINT names the engine that holds the data, so they are not in the data folder. Use the means of that engine, or start without DYNAMODB_ENDPOINT.',
  );
}

/** A backup holds every key there is: whoever guesses the passphrase has them. */
function refuseWeak(passphrase: string) {
  if (passphrase.length >= LEAST_PASSPHRASE) return undefined;
  return refused(
    `A backup holds this machine's keys. Set YARDMASTER_BACKUP_PASSPHRASE to at least ${LEAST_PASSPHRASE} characters, or name a file that holds them with --passphrase-file.`,
  );
}

function sealFolder({ path }: DataFolder, { file, passphrase, now }: BackupWanted): BackedUp {
  const copy = path('backup.db');
  const fresh = `${file}.part`;
  try {
    rmSync(copy, { force: true });
    copyDatabase(path('registry.db'), copy);
    const there = PARTS.filter((name) => existsSync(path(name)));
    const files = new Map(
      there.map((name) => [name, name === 'registry.db' ? copy : path(name)] as const),
    );
    sealBackup(fresh, passphrase, { schema: SCHEMA, madeAt: now }, files);
    renameSync(fresh, file);
    return { kind: 'backed-up', file, bytes: statSync(file).size };
  } catch (error) {
    rmSync(fresh, { force: true });
    return refused(`The backup could not be made: ${reasonOf(error)}.`);
  } finally {
    rmSync(copy, { force: true });
  }
}

/** Whole, also when the engine left some of it in a journal beside the file. */
function copyDatabase(from: string, to: string): void {
  const database = new DatabaseSync(from);
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
  if (!isSound(to)) throw new Error('the database is damaged');
}

/** Whether SQLite finds the file unbroken. */
export function isSound(path: string): boolean {
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      return database.prepare('PRAGMA integrity_check').get()?.integrity_check === 'ok';
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refused(message: string) {
  return { kind: 'refused' as const, message };
}

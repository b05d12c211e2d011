import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment } from '../environment.ts';
import { SCHEMA } from '../store/item.ts';
import type { Store } from '../store/store.ts';
import { createStore } from '../wire.ts';
import { type DataFolder, openDataFolder, writeWhole } from './data-folder.ts';
import { type EngineStart, hiddenHost, startEngine } from './engine.ts';
import { type Keyring, keyringSchema, newKeyring } from './keyring.ts';
import { createTables, synthesizeTables } from './tables.ts';

/** What one machine stands on: its data folder, its engine with both tables, its keys. */
export interface Ground {
  readonly kind: 'ground';
  readonly folder: DataFolder;
  readonly store: Store;
  readonly keyring: Keyring;
  /** Resolves when the engine has ended, by `close` or by itself. */
  readonly engineEnded: Promise<void>;
  readonly close: () => Promise<void>;
}

const TABLES = { registry: 'yardmaster-registry', audit: 'yardmaster-audit' };

/** Opens the data folder, starts the engine on it and sees to tables and keys; or says why it cannot. */
export async function openGround(
  folderName: string,
  env: Environment,
): Promise<Ground | { kind: 'refused'; message: string }> {
  const folder = openDataFolder({ folder: folderName, schema: SCHEMA, pid: process.pid });
  if (folder.kind === 'refused') return folder;
  const engine = await startHidden(env, folder.path('registry.db'));
  if (engine.kind === 'refused') {
    folder.release();
    return engine;
  }
  const client = localClient(engine.endpoint);
  const close = async () => {
    client.destroy();
    await engine.stop();
    folder.release();
  };
  try {
    await createTables(client, await tablesTemplate(folder), TABLES);
    const keyring = readKeyring(folder.path('keyring.json'));
    const store = createStore(client, TABLES);
    return { kind: 'ground', folder, store, keyring, engineEnded: engine.ended, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where nobody looks for it; a machine that has no such address gets the usual one. */
async function startHidden(env: Environment, dbPath: string): Promise<EngineStart> {
  const host = hiddenHost(randomBytes(3), process.platform);
  const hidden = await startEngine({ env, dbPath, host });
  const nowhere = hidden.kind === 'refused' && hidden.reason === 'failed';
  return nowhere ? startEngine({ env, dbPath }) : hidden;
}

function localClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 2,
  });
}

/** The template is synthesized once for a schema and kept: loading the CDK takes a few seconds. */
async function tablesTemplate(folder: DataFolder): Promise<unknown> {
  const file = folder.path(`tables-${SCHEMA}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const outdir = folder.path('cdk.out');
  const template = await synthesizeTables(outdir);
  rmSync(outdir, { recursive: true, force: true });
  writeFileSync(file, JSON.stringify(template), { mode: 0o600 });
  return template;
}

/** The keyring of a data folder, made where there is none. */
export function readKeyring(file: string): Keyring {
  if (!existsSync(file)) {
    writeFileSync(file, JSON.stringify(newKeyring()), { mode: 0o600, flag: 'wx' });
  }
  const stored: object = JSON.parse(readFileSync(file, 'utf8'));
  const keyring = keyringSchema.parse(stored);
  // A key that a folder of before was given is the same at the next start.
  if (!('checkpoints' in stored && 'leases' in stored)) writeWhole(file, JSON.stringify(keyring));
  return keyring;
}

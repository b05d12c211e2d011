import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, inject } from 'vitest';
import type { Deps } from '../../lib/acts/deps.ts';
import { backUp } from '../../lib/local/backup.ts';
import { type Ground, openGround } from '../../lib/local/ground.ts';
import { localSealer } from '../../lib/local/keyring.ts';
import { restore } from '../../lib/local/restore.ts';
import { SCHEMA } from '../../lib/store/item.ts';
import { commonDeps } from '../../lib/wire.ts';
import { testDeps } from '../kit/deps.ts';

export const PASSPHRASE = 'correct horse battery';

/** A data folder and a backup file of its own for each test. */
export function backupStand() {
  const at = { home: '', folder: '', file: '' };
  const open: Ground[] = [];
  beforeEach(() => {
    at.home = mkdtempSync(join(tmpdir(), 'yardmaster-restore-'));
    at.folder = join(at.home, 'data');
    at.file = join(at.home, 'yard.backup');
    mkdirSync(at.folder);
    // Loading the CDK takes seconds, and one test elsewhere does.
    const template = JSON.stringify(inject('tablesTemplate'));
    writeFileSync(join(at.folder, `tables-${SCHEMA}.json`), template);
  });
  const stop = async () => {
    await Promise.all(open.splice(0).map((ground) => ground.close()));
  };
  afterEach(async () => {
    await stop();
    rmSync(at.home, { recursive: true, force: true });
  });
  return {
    at,
    /** The machine with the sample organisation; its clock is the real one, as that of the restore is. */
    async start(): Promise<{ ground: Ground; deps: Deps }> {
      const ground = await openGround(at.folder, {});
      if (ground.kind === 'refused') throw new Error(ground.message);
      open.push(ground);
      const { client, registry, audit } = ground.store;
      const standing = await testDeps({ client, tables: { registry, audit } });
      const deps = { ...standing, ...commonDeps(ground.store), seal: localSealer(ground.keyring) };
      return { ground, deps };
    },
    stop,
    backup(force = false) {
      const now = new Date().toISOString();
      const { folder, file } = at;
      return backUp({ folder, file, passphrase: PASSPHRASE, force, now, env: {} });
    },
    putBack(change: Partial<Parameters<typeof restore>[0]> = {}) {
      const { folder, file } = at;
      return restore({ folder, file, passphrase: PASSPHRASE, force: true, env: {}, ...change });
    },
  };
}

export type Started = Awaited<ReturnType<ReturnType<typeof backupStand>['start']>>;

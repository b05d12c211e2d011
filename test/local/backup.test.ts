import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { askApproval } from '../../lib/acts/ask.ts';
import { makeCheckpoints } from '../../lib/acts/checkpoint.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { loadOrganisation, loadWorkflow } from '../../lib/acts/standing.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { keyFingerprint, nameOf } from '../../lib/core/checkpoint.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { backUp } from '../../lib/local/backup.ts';
import { type Ground, openGround } from '../../lib/local/ground.ts';
import { localCheckpointSigner, localSealer } from '../../lib/local/keyring.ts';
import { restore } from '../../lib/local/restore.ts';
import { readNewestCheckpoint } from '../../lib/store/checkpoints.ts';
import { SCHEMA } from '../../lib/store/item.ts';
import { commonDeps } from '../../lib/wire.ts';
import { asked, breaks, CALL, exported, registered, unsent } from '../acts/stage.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { testDeps } from '../kit/deps.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { TRUST } from '../kit/trust.ts';

const PASSPHRASE = 'correct horse battery';
let home: string;
let folder: string;
let file: string;
const open: Ground[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'yardmaster-restore-'));
  folder = join(home, 'data');
  file = join(home, 'yard.backup');
  mkdirSync(folder);
  // Loading the CDK takes seconds, and one test elsewhere does.
  const template = JSON.stringify(inject('tablesTemplate'));
  writeFileSync(join(folder, `tables-${SCHEMA}.json`), template);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((ground) => ground.close()));
  rmSync(home, { recursive: true, force: true });
});

/** The machine with the sample organisation; its clock is the real one, as that of the restore is. */
async function start(): Promise<{ ground: Ground; deps: Deps }> {
  const ground = await openGround(folder, {});
  if (ground.kind === 'refused') throw new Error(ground.message);
  open.push(ground);
  const { client, registry, audit } = ground.store;
  const standing = await testDeps({ client, tables: { registry, audit } });
  const deps = { ...standing, ...commonDeps(ground.store), seal: localSealer(ground.keyring) };
  return { ground, deps };
}

async function stop(): Promise<void> {
  await Promise.all(open.splice(0).map((ground) => ground.close()));
}

function backup(force = false) {
  const now = new Date().toISOString();
  return backUp({ folder, file, passphrase: PASSPHRASE, force, now, env: {} });
}

function putBack(change: Partial<Parameters<typeof restore>[0]> = {}) {
  return restore({ folder, file, passphrase: PASSPHRASE, force: true, env: {}, ...change });
}

function consume(deps: Deps, { id }: Approval) {
  const { action, target, arguments: given } = CALL;
  const call = { executionId: 'run-1', action, target, arguments: given };
  return consumeApproval(deps, 'reply-bot', id, call);
}

async function approved(deps: Deps): Promise<Approval> {
  await publish(deps, REPLY_CATALOG);
  const approval = await asked(deps, await registered(deps));
  const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
  await decideApproval(deps, COLLEAGUE, approval.id, said);
  return approval;
}

test('consume, restore to before, consume again: refused', async () => {
  const approval = await approved((await start()).deps);
  await stop();
  expect(backup()).toMatchObject({ kind: 'backed-up', file });

  expect(await consume((await start()).deps, approval)).toMatchObject({ kind: 'receipt' });
  await stop();
  const outcome = await putBack();
  expect(outcome).toMatchObject({ kind: 'restored', before: `${folder}.before-restore` });

  const { deps } = await start();
  expect(await consume(deps, approval)).toMatchObject({ why: 'void-since-restore' });
  expect((await loadOrganisation(deps)).restoredAt).toMatch(/^20/);
  expect(await unsent(deps)).toEqual([]);
  expect((await breaks(deps)).filter(isNotOfClocks)).toEqual([]);
  const workflow = await loadWorkflow(deps, 'reply-bot');
  if (!workflow) throw new Error('the workflow was lost');
  const again = await askApproval(deps, workflow.state, { ...CALL, idempotencyKey: 'after' });
  expect(again).toMatchObject({ kind: 'asked', fresh: true });
});

/** The stage's clock stands on a day of its own; restoring is declared by the machine's. */
const isNotOfClocks = ({ say }: { say: string }) => !/^(?:goes back|is later)/.test(say);

async function checkpointed({ ground, deps }: Awaited<ReturnType<typeof start>>) {
  await makeCheckpoints({ ...deps, checkpointSigner: localCheckpointSigner(ground.keyring) });
  const newest = await readNewestCheckpoint(ground.store);
  if (!newest) throw new Error('a checkpoint');
  const { sha } = ground.store;
  return { kept: nameOf(newest.checkpoint, sha), key: keyFingerprint(newest.checkpoint.key, sha) };
}

test('a checkpoint kept since the backup is explained after the restore', async () => {
  const first = await start();
  const approval = await approved(first.deps);
  const before = await checkpointed(first);
  await stop();
  backup();
  const second = await start();
  await consume(second.deps, approval);
  const { kept, key } = await checkpointed(second);
  await stop();
  expect(await putBack()).toMatchObject({ kind: 'restored', lost: kept });

  const { deps } = await start();
  const found = verifyExport(await exported(deps), { ...TRUST, keys: [key], expect: kept });
  expect(found.breaks.filter(isNotOfClocks)).toEqual([]);
  expect(found).toMatchObject({
    keptBefore: 2,
    restores: [{ number: 2, from: before.kept, lost: kept, by: 'system/restore' }],
  });
});

test('what was sealed before opens after, on another folder too', async () => {
  const { ground } = await start();
  const sealed = await localSealer(ground.keyring).seal('text', 'approval/a');
  await stop();
  backup();
  const elsewhere = join(home, 'elsewhere');
  mkdirSync(elsewhere);
  const restored = await putBack({ folder: elsewhere, force: false });
  expect(restored).toMatchObject({ kind: 'restored', before: undefined });
  folder = elsewhere;
  const other = await start();
  expect(await localSealer(other.ground.keyring).open(sealed, 'approval/a')).toBe('text');
  expect(readdirSync(home).sort()).toEqual(['data', 'elsewhere', 'yard.backup']);
});

describe('a backup is refused', () => {
  test('while the machine runs, and leaves nothing behind', async () => {
    await start();
    expect(backup()).toMatchObject({ message: expect.stringContaining('Another Yardmaster') });
    expect(existsSync(file)).toBe(false);
  });

  test('onto a file that is there, unless it is to be replaced', async () => {
    await start();
    await stop();
    writeFileSync(file, 'precious');
    expect(backup()).toMatchObject({ message: expect.stringContaining('--force') });
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(backup(true)).toMatchObject({ kind: 'backed-up' });
    expect(readdirSync(home).sort()).toEqual(['data', 'yard.backup']);
    expect(existsSync(join(folder, 'backup.db'))).toBe(false);
  });

  test('of a folder without data, and makes none', () => {
    folder = join(home, 'none');
    expect(backup()).toMatchObject({ message: expect.stringContaining('nothing to back up') });
    expect(existsSync(folder)).toBe(false);
  });

  test('of data that are in an engine elsewhere', () => {
    const env = { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' };
    const wanted = { folder, file, passphrase: PASSPHRASE, force: false, now: '', env };
    expect(backUp(wanted)).toMatchObject({ message: expect.stringContaining('that engine') });
  });

  test('under a passphrase that is soon guessed', () => {
    const wanted = { folder, file, passphrase: 'short', force: false, now: '', env: {} };
    const outcome = backUp(wanted);
    expect(outcome).toMatchObject({ message: expect.stringContaining('12 characters') });
  });

  test('of a database that is damaged', async () => {
    await start();
    await stop();
    writeFileSync(join(folder, 'registry.db'), 'no database');
    expect(backup()).toMatchObject({ message: expect.stringContaining('could not be made') });
    expect(existsSync(file)).toBe(false);
  });
});

describe('a restore is refused, and what was there is as it was', () => {
  let before: Buffer;
  beforeEach(async () => {
    await start();
    await stop();
    backup();
    before = readFileSync(join(folder, 'registry.db'));
  });
  afterEach(() => {
    expect(readFileSync(join(folder, 'registry.db')).equals(before)).toBe(true);
    expect(readdirSync(home).sort()).toEqual(['data', 'yard.backup']);
  });

  test('without --force onto a folder that holds data', async () => {
    const outcome = await putBack({ force: false });
    expect(outcome).toMatchObject({ message: expect.stringContaining('--force') });
  });

  test('with the wrong passphrase', async () => {
    const outcome = await putBack({ passphrase: 'another passphrase' });
    expect(outcome).toMatchObject({ message: expect.stringContaining('another one') });
  });

  test('when the file was made by a newer version', async () => {
    const text = readFileSync(file, 'latin1');
    const newer = text.replace(`"schema":${SCHEMA}`, `"schema":${SCHEMA + 1}`);
    writeFileSync(file, newer, 'latin1');
    const outcome = await putBack();
    expect(outcome).toMatchObject({ message: expect.stringContaining('newer Yardmaster') });
  });

  test('where the data are in an engine elsewhere', async () => {
    const outcome = await putBack({ env: { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' } });
    expect(outcome).toMatchObject({ message: expect.stringContaining('that engine') });
  });
});

test('a restore onto a folder in use is refused, also with --force', async () => {
  await start();
  await stop();
  backup();
  await start();
  expect(await putBack()).toMatchObject({
    message: expect.stringContaining('Another Yardmaster'),
  });
});

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealLog } from '../../lib/acts/archive.ts';
import { askApproval } from '../../lib/acts/ask.ts';
import { makeCheckpoints } from '../../lib/acts/checkpoint.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { noteRefusal } from '../../lib/acts/refusals.ts';
import { loadOrganisation, loadWorkflow } from '../../lib/acts/standing.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { presentLine } from '../../lib/core/archive.ts';
import { keyFingerprint, nameOf } from '../../lib/core/checkpoint.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { ARCHIVE, folderArchive } from '../../lib/local/archive.ts';
import { archivedIn } from '../../lib/local/archive-read.ts';
import { localCheckpointSigner, localSealer } from '../../lib/local/keyring.ts';
import { readNewestCheckpoint } from '../../lib/store/checkpoints.ts';
import { asked, breaks, CALL, exported, registered, unsent } from '../acts/stage.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { TRUST } from '../kit/trust.ts';
import { backupStand, type Started } from './backup-kit.ts';

const { at, start, stop, backup, putBack } = backupStand();

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
  expect(backup()).toMatchObject({ kind: 'backed-up', file: at.file });

  expect(await consume((await start()).deps, approval)).toMatchObject({ kind: 'receipt' });
  await stop();
  const outcome = await putBack();
  expect(outcome).toMatchObject({ kind: 'restored', before: `${at.folder}.before-restore` });

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

async function checkpointed({ ground, deps }: Started) {
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

/** One more event that a checkpoint covers and the archive keeps. */
async function archived({ ground, deps }: Started) {
  await noteRefusal(deps, { kind: 'system', id: 'tests' }, { act: 'test', about: 'x', why: 'y' });
  const archive = folderArchive(ground.folder.path(ARCHIVE));
  await sealLog({ ...deps, archive, checkpointSigner: localCheckpointSigner(ground.keyring) });
  return checkpointed({ ground, deps });
}

test.each(['whole', 'broken'])(
  'a restore from a backup older than another restore forgets neither: the data put aside are %s',
  async (how) => {
    await archived(await start());
    await stop();
    backup();
    const first = await archived(await start());
    await stop();
    expect(await putBack()).toMatchObject({ lost: first.kept });
    const second = await archived(await start());
    await stop();
    if (how === 'broken') writeFileSync(join(at.folder, 'registry.db'), 'nothing of use');
    expect(await putBack()).toMatchObject({ lost: second.kept });

    const third = await start();
    await archived(third);
    for (const { kept, key } of [first, second]) {
      const lines = await exported(third.deps);
      const found = verifyExport(lines, { ...TRUST, keys: [key], expect: kept });
      expect(found.breaks.filter(isNotOfClocks)).toEqual([]);
      expect(found).toMatchObject({
        keptBefore: 3,
        restores: [{ number: 3, lost: second.kept, forgot: [{ number: 2, lost: first.kept }] }],
      });
    }
    const files = archivedIn(third.ground.folder.path(ARCHIVE)).map((one) => one.archived);
    expect(presentLine(files.flatMap((one) => one ?? []))).toMatchObject({ missing: [] });
    expect(new Set(files.map((one) => one?.hash))).toContain(first.kept.hash);
  },
  60_000,
);

test('what was sealed before opens after, on another folder too', async () => {
  const { ground } = await start();
  const sealed = await localSealer(ground.keyring).seal('text', 'approval/a');
  await stop();
  backup();
  const elsewhere = join(at.home, 'elsewhere');
  mkdirSync(elsewhere);
  const restored = await putBack({ folder: elsewhere, force: false });
  expect(restored).toMatchObject({ kind: 'restored', before: undefined });
  at.folder = elsewhere;
  const other = await start();
  expect(await localSealer(other.ground.keyring).open(sealed, 'approval/a')).toBe('text');
  expect(readdirSync(at.home).sort()).toEqual(['data', 'elsewhere', 'yard.backup']);
});

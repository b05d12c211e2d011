import { beforeEach, expect, test } from 'vitest';
import { readOwnApproval } from '../../lib/acts/approvals.ts';
import { tellOutcome } from '../../lib/acts/execution.ts';
import { stopOrganisation } from '../../lib/acts/stop.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { aftermath } from '../../lib/core/execution.ts';
import { readFigures } from '../../lib/store/approval-figures.ts';
import { DUE_SHARDS, duePartition } from '../../lib/store/due.ts';
import { readDue } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { approved, say, used } from './aftermath-kit.ts';
import { asked, breaks, exported, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await registered(deps));
});

const subject = () => `approval/${approval.id}`;
const now = () => readOwnApproval(deps, 'reply-bot', approval.id);
const dueApprovals = async () => {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => duePartition(shard));
  const lists = await Promise.all(shards.map((one) => readDue(deps.store, one, '9999', 100)));
  return lists.flat().filter(({ pk }) => pk.startsWith('approval/'));
};
const cards = async () =>
  (await unsent(deps)).filter((row) => row.what === 'approval-card' && row.place === 'C0SUPPORT');

test('an agent says what became of it: an event of its own, the card anew, once', async () => {
  await approved(deps, approval);
  await used(deps, approval);
  const before = (await cards()).length;
  const noteDigest = 'a'.repeat(64);
  const said = { executionId: 'run-1', outcome: 'partly', noteDigest } as const;
  const told = await tellOutcome(deps, 'reply-bot', approval.id, said);
  expect(told).toMatchObject({ kind: 'told', again: false });
  expect(await tellOutcome(deps, 'reply-bot', approval.id, said)).toMatchObject({ again: true });
  expect(await say(deps, approval, 'done')).toMatchObject({ why: 'other-outcome' });
  expect((await now())?.use?.outcome).toEqual({ said: 'partly', at: deps.now() });
  expect(await kindsOf(deps, subject())).toEqual([
    'approval.asked',
    'approval.decided',
    'approval.consumed',
    'approval.outcome',
  ]);
  expect((await exported(deps)).join()).toContain(noteDigest);
  expect((await cards()).length).toBe(before + 1);
  expect(await dueApprovals()).toEqual([]);
  expect(await breaks(deps)).toEqual([]);
});

test('nobody says anything: after fifteen minutes it is unknown, once, and may still be said', async () => {
  await approved(deps, approval);
  await used(deps, approval);
  deps.pass(14);
  await sweepDue(deps);
  expect((await now())?.use?.unknownSince).toBeUndefined();
  deps.pass(1);
  await sweepDue(deps);
  await sweepDue(deps);
  expect((await kindsOf(deps, subject())).at(-1)).toBe('approval.outcome-unknown');
  expect(await readFigures(deps.store, ['2026-11'])).toMatchObject([{ unknown: true }]);
  expect(await dueApprovals()).toEqual([]);
  expect(await say(deps, approval, 'done')).toMatchObject({ kind: 'told' });
  expect(await readFigures(deps.store, ['2026-11'])).toEqual([
    expect.not.objectContaining({ unknown: true }),
  ]);
  expect(await kindsOf(deps, subject())).toHaveLength(5);
});

test('approved and never used: it lapses when its time is over, once', async () => {
  await approved(deps, approval);
  expect(await dueApprovals()).toHaveLength(1);
  deps.pass(24 * 60 - 1);
  await sweepDue(deps);
  const before = await now();
  expect(before && aftermath(before)).toBeUndefined();
  deps.pass(1);
  await sweepDue(deps);
  await sweepDue(deps);
  const after = await now();
  expect(after && aftermath(after)).toBe('lapsed');
  expect(after?.end?.ending).toBe('approved');
  expect(await kindsOf(deps, subject())).toEqual([
    'approval.asked',
    'approval.decided',
    'approval.lapsed',
  ]);
  expect(await readFigures(deps.store, ['2026-11'])).toMatchObject([{ lapsed: true }]);
  expect(await dueApprovals()).toEqual([]);
});

test('what waits or ended otherwise has nothing to be said of it', async () => {
  expect(await say(deps, approval, 'done')).toMatchObject({ why: 'not-used' });
  deps.pass(24 * 60);
  await sweepDue(deps);
  expect((await now())?.end?.ending).toBe('expired');
  expect(await dueApprovals()).toEqual([]);
});

test('only of one’s own, while everything is stopped too', async () => {
  await approved(deps, approval);
  await used(deps, approval);
  await registered(deps, { ...MANIFEST, workflow: 'other-bot' });
  const other = { id: approval.id, workflow: 'other-bot' };
  expect(await say(deps, other, 'done')).toMatchObject({ why: 'no-approval' });
  await stopOrganisation(deps, 'tokens-revoked', { kind: 'system', id: 'slack' });
  expect(await say(deps, approval, 'failed')).toMatchObject({ kind: 'told' });
});

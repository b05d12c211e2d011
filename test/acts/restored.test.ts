import { beforeEach, describe, expect, test } from 'vitest';
import { openDetails, waitForEnding } from '../../lib/acts/approvals.ts';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { makeCheckpoints } from '../../lib/acts/checkpoint.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import { declareRestore, markRestored } from '../../lib/acts/restored.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { nameOf } from '../../lib/core/checkpoint.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { readNewestCheckpoint } from '../../lib/store/checkpoints.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { loggedIn } from '../kit/logins.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { TRUST } from '../kit/trust.ts';
import {
  asked,
  breaks,
  CALL,
  exported,
  kindsOf,
  NEED,
  registered,
  stage,
  unsent,
} from './stage.ts';

const engine = engineOfFile();
const MADE = '2026-11-23T08:00:00.000Z';
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('drops what was still to be sent, in both lanes, and says so in the log', async () => {
  await fileRequest(deps, NEED, 'nothing fits');
  await asked(deps, await registered(deps));
  deps.pass(2 * 24 * 60);
  await sweepDue(deps);
  const before = await unsent(deps);
  expect(new Set(before.map((row) => row.lane))).toEqual(new Set(['interactive', 'bulk']));
  expect(await markRestored(deps, MADE)).toBe(before.length);
  expect(await unsent(deps)).toEqual([]);
  expect((await loadOrganisation(deps)).restoredAt).toBe(deps.now());
  expect((await kindsOf(deps, 'organisation/home')).at(-1)).toBe('organisation.restored');
  expect(await breaks(deps)).toEqual([]);
});

test('what was approved before can be consumed no more', async () => {
  const approval = await asked(deps, await registered(deps));
  const choice = { choice: 'approve' as const, digest: approval.digest, reason: '' };
  await decideApproval(deps, COLLEAGUE, approval.id, choice);
  deps.pass(1);
  await markRestored(deps, MADE);
  const { action, target, arguments: given } = CALL;
  const call = { executionId: 'run-1', action, target, arguments: given };
  const refused = await consumeApproval(deps, 'reply-bot', approval.id, call);
  expect(refused).toMatchObject({ why: 'void-since-restore' });
  const details = await openDetails(deps, COLLEAGUE, approval.id);
  expect(details).toMatchObject({
    kind: 'details',
    void: refused.kind === 'refused' && refused.say,
  });
});

test('nobody waits for what can never be decided', async () => {
  const approval = await asked(deps, await registered(deps));
  deps.pass(1);
  await markRestored(deps, MADE);
  let looked = 0;
  const pause = async () => {
    looked += 1;
  };
  const watched = { ...deps, store: { ...deps.store, pause } };
  const waited = await waitForEnding(watched, 'reply-bot', approval.id, 30);
  expect([waited?.id, looked]).toEqual([approval.id, 0]);
});

test('marking again moves the moment on, and drops nothing twice', async () => {
  await markRestored(deps, MADE);
  deps.pass(1);
  expect(await markRestored(deps, MADE)).toBe(0);
  expect((await loadOrganisation(deps)).restoredAt).toBe(deps.now());
});

test('logins of before are over: what had ended since the backup would be back', async () => {
  const { token } = await loggedIn(deps, COLLEAGUE);
  await markRestored(deps, MADE);
  expect(await authenticate(deps, token)).toMatchObject({ why: 'unauthenticated' });
  deps.pass(1);
  const again = await loggedIn(deps, COLLEAGUE);
  expect(await authenticate(deps, again.token)).toMatchObject({ kind: 'caller' });
});

describe('a declared restore', () => {
  async function newest() {
    const line = await readNewestCheckpoint(deps.store);
    if (!line) throw new Error('a checkpoint');
    return line.checkpoint;
  }

  test('is signed by the first checkpoint after it, and by all since', async () => {
    await makeCheckpoints(deps);
    const before = await newest();
    expect(before).not.toHaveProperty('epoch');
    deps.pass(1);
    const lost = { number: 9, hash: 'a'.repeat(64) };
    await declareRestore(deps, MADE, { lost });
    const first = await newest();
    const from = nameOf(before, deps.sha);
    const at = deps.now();
    expect(first.epoch).toEqual({ number: 2, at, by: 'system/restore', madeAt: MADE, from, lost });
    await registered(deps);
    await makeCheckpoints(deps);
    expect((await newest()).epoch).toEqual(first.epoch);
    const found = verifyExport(await exported(deps), TRUST);
    expect(found).toMatchObject({ breaks: [], restores: [{ number: 2, lost }] });
  });

  test('after another one is the next epoch', async () => {
    const by = { kind: 'person' as const, id: COLLEAGUE };
    await declareRestore(deps, MADE);
    expect((await newest()).epoch).toMatchObject({ number: 2, from: { number: 0 } });
    deps.pass(1);
    await declareRestore(deps, MADE, { by });
    expect((await newest()).epoch).toMatchObject({ number: 3, by: `person/${COLLEAGUE}` });
    expect(verifyExport(await exported(deps), TRUST).breaks).toEqual([]);
  });
});

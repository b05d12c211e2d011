import { beforeEach, describe, expect, test } from 'vitest';
import { readOwnApproval } from '../../lib/acts/approvals.ts';
import { beginBreakGlass, breakTheGlass } from '../../lib/acts/break-glass.ts';
import { loadBreakGlass, loadBreakGlassWords } from '../../lib/acts/break-glass-store.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { ORGANISATION } from '../../lib/acts/standing.ts';
import { confirmStepUp } from '../../lib/acts/step-up-confirm.ts';
import type { WebSession } from '../../lib/acts/web-login.ts';
import { organisationSchema } from '../../lib/core/people.ts';
import { readFigures } from '../../lib/store/approval-figures.ts';
import { commit } from '../../lib/store/commit.ts';
import { readHead } from '../../lib/store/read.ts';
import { hooked } from '../deliver/webhook-kit.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER } from '../kit/people.ts';
import { RUN } from './aftermath-kit.ts';
import { adminLogsIn, broken, glassToken, REASON } from './break-glass-kit.ts';
import { asked, breaks, exported, kindsOf, registered, stage, unsent } from './stage.ts';
import { loggedInBy, type StepUpGround, stepUpGround } from './step-up-kit.ts';

const engine = engineOfFile();
let ground: StepUpGround;
beforeEach(async () => {
  ground = await stepUpGround(engine());
  adminLogsIn(ground);
});

async function session(): Promise<WebSession> {
  const { deps, approval } = ground;
  const back = await loggedInBy(deps, await glassToken(deps, approval));
  if (back.kind !== 'session') throw new Error(back.say);
  return back;
}

test('an admin, a reason, a fresh login: approved alone, told to everybody, owed a review', async () => {
  const { deps, approval } = ground;
  await hooked(deps);
  const logged = await session();
  expect(await kindsOf(deps, `approval/${approval.id}`)).toEqual(['approval.asked']);
  const confirmed = await confirmStepUp(deps, logged);
  expect(confirmed).toMatchObject({
    kind: 'decided',
    approval: { decisions: [], end: { ending: 'approved', by: ADMIN, breakGlass: true } },
  });
  expect(await confirmStepUp(deps, logged)).toMatchObject({ kind: 'decided' });
  expect(await kindsOf(deps, `approval/${approval.id}`)).toEqual([
    'approval.asked',
    'approval.break-glass',
  ]);
  expect(await kindsOf(deps, `break-glass/${approval.id}`)).toEqual(['break-glass.broken']);
  const rows = await unsent(deps);
  const told = rows.filter((row) => row.what === 'break-glass-card').map((row) => row.place);
  expect(told.sort()).toEqual(['C0PLATFORM', 'C0SUPPORT', 'U0AUDITOR', 'U0OWNER']);
  expect(rows.filter((row) => row.what === 'webhook')).toHaveLength(1);
  expect((await loadBreakGlass(deps, approval.id))?.state).toMatchObject({
    by: ADMIN,
    loggedInAt: logged.at,
    dueAt: '2026-11-25T09:00:00.000Z',
  });
  expect((await loadBreakGlassWords(deps, approval.id)).reason).toBe(REASON);
  expect((await exported(deps)).join()).not.toContain('mail server');
  expect(await readFigures(deps.store, ['2026-11'])).toMatchObject([{ breakGlass: true }]);
  expect(await breaks(deps)).toEqual([]);
});

test('however many auditors there are, all of it is one transaction', async () => {
  const { deps, approval } = ground;
  const head = await readHead(deps.store, ORGANISATION, organisationSchema);
  const auditors = Array.from({ length: 90 }, (_, n) => `T0YARD/UAUDIT${n}`);
  const state = { ...head?.state, auditors };
  const actor = { kind: 'system', id: 'tests' } as const;
  const event = { kind: 'hired', at: deps.now(), actor, data: {} };
  const change = { subject: ORGANISATION, from: head?.chain, state, event } as const;
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
  expect(await broken(deps, approval)).toMatchObject({ kind: 'broken' });
  expect((await loadBreakGlass(deps, approval.id))?.state.places).toHaveLength(33);
});

test('it may run once, and the receipt says how it was approved', async () => {
  const { deps, approval } = ground;
  await broken(deps, approval);
  const outcome = await consumeApproval(deps, 'reply-bot', approval.id, RUN);
  if (outcome.kind !== 'receipt') throw new Error(outcome.say);
  const [, body = ''] = outcome.receipt.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  expect(claims).toMatchObject({ break_glass: true, digest: approval.digest });
});

describe('refused before anybody is asked to log in', () => {
  test.each([
    ['a colleague who may decide', COLLEAGUE, REASON, 'not-allowed'],
    ['the owner', OWNER, REASON, 'not-allowed'],
    ['an auditor', AUDITOR, REASON, 'not-allowed'],
    ['an admin who says nothing', ADMIN, 'urgent', 'reason-required'],
  ])('%s', async (_, by, reason, why) => {
    const { deps, approval } = ground;
    expect(await beginBreakGlass(deps, by, approval.id, { reason })).toMatchObject({ why });
  });

  test('what nobody asked for', async () => {
    const begun = await beginBreakGlass(ground.deps, ADMIN, 'apr_none', { reason: REASON });
    expect(begun).toMatchObject({ why: 'no-approval' });
  });

  test('what is over, is another digest, or waits no more', async () => {
    const { deps, approval } = ground;
    const other = { reason: REASON, digest: 'other' };
    expect(await beginBreakGlass(deps, ADMIN, approval.id, other)).toMatchObject({
      why: 'stale-card',
    });
    await broken(deps, approval);
    const again = await beginBreakGlass(deps, ADMIN, approval.id, { reason: REASON });
    expect(again).toMatchObject({ why: 'already-ended' });
  });

  test('where no identity provider is set, with the way out', async () => {
    const deps = await stage(engine());
    const { id } = await asked(deps, await registered(deps));
    expect(await beginBreakGlass(deps, ADMIN, id, { reason: REASON })).toMatchObject({
      why: 'no-identity-provider',
      say: expect.stringContaining('/yard settings'),
    });
  });
});

describe('refused with a login in hand', () => {
  test('that is none, or too old', async () => {
    const { deps, approval } = ground;
    const { id, digest } = approval;
    const said = { digest, reason: REASON };
    expect(await breakTheGlass(deps, ADMIN, id, { ...said, proof: undefined })).toMatchObject({
      why: 'step-up-needed',
    });
    const proof = { at: deps.now(), id: 'stp_1' };
    deps.pass(6);
    expect(await breakTheGlass(deps, ADMIN, id, { ...said, proof })).toMatchObject({
      why: 'stale-login',
    });
  });

  test('of somebody whose account is gone', async () => {
    const { deps, approval } = ground;
    deps.change(ADMIN, { deactivated: true });
    expect(await broken(deps, approval)).toMatchObject({ why: 'deactivated' });
  });

  test('when it was decided meanwhile: nothing changes, and the winner is named', async () => {
    const { deps, approval } = ground;
    const logged = await session();
    await broken(deps, approval);
    expect(await confirmStepUp(deps, logged)).toMatchObject({ why: 'already-ended' });
    const now = await readOwnApproval(deps, 'reply-bot', approval.id);
    expect(now?.end?.by).toBe(ADMIN);
  });
});

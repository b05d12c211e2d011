import { decodeJwt } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { leasesForApproval } from '../../lib/acts/lease-approval.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { declare, mailing, ROLE, SECRET, TOKEN, USING } from './lease-kit.ts';
import { asked, breaks, CALL, exported, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await mailing(deps));
  const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
  const decided = await decideApproval(deps, COLLEAGUE, approval.id, said);
  if (decided.kind !== 'decided') throw new Error(decided.say);
});

const { action, target } = CALL;
const RUN = { executionId: 'run-1', action, target, arguments: CALL.arguments };

async function consumed() {
  const outcome = await consumeApproval(deps, 'reply-bot', approval.id, RUN);
  if (outcome.kind === 'refused') throw new Error(`${outcome.why}: ${outcome.say}`);
  return outcome;
}

test('"only consume mints it": a token for the scope of the action, bound to the approval', async () => {
  await declare(deps, 'mailer', TOKEN);
  const { receipt, leases } = await consumed();
  expect(leases).toMatchObject([{ lease: { connector: 'mailer', scopes: ['mail.send'] } }]);
  const [given] = leases;
  if (given?.credential.kind !== 'token') throw new Error('no token');
  const claims = decodeJwt(given.credential.token);
  expect(claims).toMatchObject({
    scopes: ['mail.send'],
    approval: approval.id,
    digest: approval.digest,
  });
  expect(claims.exp).toBeLessThanOrEqual(decodeJwt(receipt).exp ?? 0);
});

test('a role is tagged with the approval', async () => {
  await declare(deps, 'mailer', ROLE);
  await consumed();
  const [session] = deps.lending.assumed;
  expect(session?.tags).toMatchObject({
    'yardmaster:approval': approval.id,
    'yardmaster:digest': approval.digest,
  });
  expect(session?.policy).toContain('ses:SendEmail');
  expect(session?.policy).not.toContain('s3:GetObject');
});

test('the same execution gets the same receipt, and credentials within the time of the lease', async () => {
  await declare(deps, 'mailer', ROLE);
  const first = await consumed();
  deps.pass(14);
  const second = await consumed();
  expect(second).toMatchObject({ receipt: first.receipt, again: true });
  expect(second.leases[0]?.lease).toEqual(first.leases[0]?.lease);
  deps.pass(1);
  expect(await consumed()).toMatchObject({ receipt: first.receipt, again: true, leases: [] });
  const given = (await exported(deps)).filter((line) => line.includes('lease.given'));
  expect(given).toHaveLength(1);
  expect(await breaks(deps)).toEqual([]);
});

test('a secret is sent once', async () => {
  await declare(deps, 'mailer', { ...SECRET, opens: ['mail.send'] });
  expect((await consumed()).leases[0]?.credential).toEqual({ kind: 'secret', value: 'hunter2' });
  expect((await consumed()).leases[0]?.credential).toEqual({ kind: 'secret' });
});

test('the receipt waits for an STS that is away, and stands when it is back', async () => {
  await declare(deps, 'mailer', ROLE);
  deps.lending.fail('sts-unavailable');
  const refused = await consumeApproval(deps, 'reply-bot', approval.id, RUN);
  expect(refused).toMatchObject({ why: 'sts-unavailable' });
  deps.lending.fail(undefined);
  expect(await consumed()).toMatchObject({ again: true, leases: [{ again: false }] });
});

test('a role that AWS refuses for good keeps the receipt from nobody', async () => {
  await declare(deps, 'mailer', ROLE);
  deps.lending.fail('role-refused');
  expect(await consumed()).toMatchObject({ kind: 'receipt', leases: [] });
});

test('credentials that were not had in their time take another approval', async () => {
  await consumed();
  deps.pass(2);
  await declare(deps, 'mailer', TOKEN);
  expect(await consumed()).toMatchObject({ again: true, leases: [] });
  expect((await exported(deps)).filter((line) => line.includes('lease.given'))).toEqual([]);
});

test('a revision that came since opens nothing with an older approval', async () => {
  await declare(deps, 'mailer', TOKEN);
  const { leases } = await consumed();
  expect(leases).toHaveLength(1);
  await registered(deps, {
    ...USING,
    review_required_actions: ['send_external_email', 'close_ticket'],
  });
  expect(await consumed()).toMatchObject({ again: true, leases: [] });
});

test('nothing is opened where nobody declared anything', async () => {
  expect(await consumed()).toMatchObject({ kind: 'receipt', leases: [] });
});

test('a pause after the receipt stops the credentials', async () => {
  await declare(deps, 'mailer', TOKEN);
  await consumed();
  await pauseWorkflow(deps, OWNER, 'reply-bot', 'It writes to everybody.');
  expect(await leasesForApproval(deps, approval.id)).toEqual({ kind: 'leases', leases: [] });
});

test('an approval that nobody used opens nothing', async () => {
  await declare(deps, 'mailer', TOKEN);
  expect(await leasesForApproval(deps, approval.id)).toEqual({ kind: 'leases', leases: [] });
  expect(await leasesForApproval(deps, 'apr_none')).toEqual({ kind: 'leases', leases: [] });
});

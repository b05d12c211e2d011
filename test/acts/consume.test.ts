import { createPublicKey, verify } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { consumeApproval, type Execution } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { acceptRevision } from '../../lib/acts/proposed.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { now, proposed, who } from './proposing.ts';
import { asked, breaks, CALL, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await registered(deps));
});

const RUN: Execution = {
  executionId: 'run-1',
  action: CALL.action,
  target: CALL.target,
  arguments: CALL.arguments,
};
const consume = (change: Partial<Execution> = {}, workflow = 'reply-bot') =>
  consumeApproval(deps, workflow, approval.id, { ...RUN, ...change });

async function decided(choice: 'approve' | 'deny' = 'approve'): Promise<void> {
  const said = { choice, digest: approval.digest, reason: 'because' };
  expect(await decideApproval(deps, COLLEAGUE, approval.id, said)).toMatchObject({
    kind: 'decided',
  });
}

describe('an approved approval', () => {
  beforeEach(() => decided());

  test('gives one receipt that anybody can check offline', async () => {
    const outcome = await consume();
    if (outcome.kind !== 'receipt') throw new Error(outcome.say);
    const [head = '', body = '', signature = ''] = outcome.receipt.split('.');
    const [jwk] = await deps.signer.publicKeys();
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    expect(
      verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({
      alg: 'EdDSA',
      typ: 'yardmaster-receipt+jwt',
    });
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({
      aud: 'reply-bot',
      sub: approval.id,
      jti: `${approval.id}.run-1`,
      digest: approval.digest,
      execution_id: 'run-1',
    });
    expect(await kindsOf(deps, `approval/${approval.id}`)).toEqual([
      'approval.asked',
      'approval.decided',
      'approval.consumed',
    ]);
    expect(await unsent(deps)).toHaveLength(3);
  });

  test('gives the same execution the same receipt again, and no other any', async () => {
    const first = await consume();
    const again = await consume({
      arguments: { body: 'It is fixed.', to: 'customer@example.com' },
    });
    expect(again).toEqual({ ...first, again: true });
    expect(await consume({ executionId: 'run-2' })).toMatchObject({ why: 'used' });
    expect(await kindsOf(deps, `approval/${approval.id}`)).toHaveLength(3);
  });

  test.each([
    ['action', { action: 'send_internal_email' }],
    ['target', { target: 'other@example.com' }],
    ['arguments', { arguments: { to: 'customer@example.com', body: 'It is broken.' } }],
  ])('is good for no other %s', async (_, change) => {
    expect(await consume(change)).toMatchObject({ why: 'other-payload' });
    expect(await consume()).toMatchObject({ kind: 'receipt', again: false });
  });

  test('is not there for another workflow', async () => {
    await registered(deps, { ...MANIFEST, workflow: 'other-bot' });
    expect(await consume({}, 'other-bot')).toMatchObject({ why: 'no-approval' });
  });

  test('runs out', async () => {
    deps.pass(24 * 60);
    expect(await consume()).toMatchObject({ why: 'expired' });
  });

  test('is void when the workflow has changed in what the gate depends on', async () => {
    const review_required_actions = ['send_external_email', 'refund'];
    await registerManifest(deps, OWNER, { ...MANIFEST, review_required_actions }, 'repo');
    expect(await consume()).toMatchObject({ why: 'changed-since' });
  });

  test('stays good when only the purpose has changed', async () => {
    await registerManifest(deps, OWNER, { ...MANIFEST, purpose: 'Drafts replies' }, 'repo');
    expect(await consume()).toMatchObject({ kind: 'receipt' });
  });
});

test('what still waits or was denied gives nothing', async () => {
  expect(await consume()).toMatchObject({ why: 'still-waiting' });
  await decided('deny');
  expect(await consume()).toMatchObject({ why: 'denied' });
});

test('an approval that does not exist is none', async () => {
  expect(await consumeApproval(deps, 'reply-bot', 'apr_none', RUN)).toMatchObject({
    why: 'no-approval',
  });
});

test('a payload that cannot be the approved one is refused before anything is read', async () => {
  expect(await consume({ arguments: 'x'.repeat(300_000) })).toMatchObject({
    why: 'payload-too-large',
  });
});

test('refusals are noted, and the chains hold', async () => {
  await consume();
  expect((await kindsOf(deps, `approval/${approval.id}`)).length).toBe(1);
  expect(await breaks(deps)).toEqual([]);
});

describe('a card of the team’s own', () => {
  const card = (text: string): typeof MANIFEST => ({
    ...MANIFEST,
    gates: { [CALL.action]: { card: text, sensitive: ['body'] } },
  });
  const inForce = async (text: string) => {
    const { id } = await proposed(deps, card(text), COLLEAGUE);
    expect(await acceptRevision(deps, who.owner, id)).toMatchObject({ kind: 'answered' });
    return now(deps);
  };
  beforeEach(async () => {
    const call = { idempotencyKey: 'ticket-2', onBehalfOf: undefined };
    approval = await asked(deps, await inForce('To {to}'), call);
    const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
    expect(await decideApproval(deps, OWNER, approval.id, said)).toMatchObject({ kind: 'decided' });
  });

  test('is part of what was approved, and consumed with it', async () => {
    expect((await loadApproval(deps, approval.id))?.asked.look).toMatchObject({ card: 'To {to}' });
    expect(await consume({ target: 'x' })).toMatchObject({ why: 'other-payload' });
    expect(await consume()).toMatchObject({ kind: 'receipt' });
  });

  test('that changed since is a changed rule, and no other payload', async () => {
    await inForce('Mail to {to}');
    expect(await consume()).toMatchObject({ why: 'changed-since' });
  });
});

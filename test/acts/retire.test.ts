import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/access-answer.ts';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { claimKey } from '../../lib/acts/claim-key.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { dependents } from '../../lib/acts/dependents.ts';
import { offerKeyTo, takeKeyCode } from '../../lib/acts/key-codes.ts';
import { lease } from '../../lib/acts/lease.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { loadProposed } from '../../lib/acts/proposed-store.ts';
import { reach } from '../../lib/acts/reach.ts';
import { recheckWaiting } from '../../lib/acts/recheck.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { edgesOf } from '../../lib/acts/register-write.ts';
import { mayRetire, retireWorkflow } from '../../lib/acts/retire.ts';
import { setWebhook } from '../../lib/acts/webhook.ts';
import { slackUserId } from '../../lib/core/people.ts';
import { readItem } from '../../lib/store/read.ts';
import { readWebhook } from '../../lib/store/webhooks.ts';
import { hooked, URL_ } from '../deliver/webhook-kit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { askedFor, billed, requestNow } from './access-kit.ts';
import { declare, mailing, SECRET, TOKEN, USING } from './lease-kit.ts';
import { GATED, now, proposed, who } from './proposing.ts';
import {
  asked,
  breaks,
  CALL,
  claimed,
  exported,
  kindsOf,
  MANIFEST,
  registered,
  stage,
  unsent,
} from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const WHY = 'Nobody reads its replies.';
const retireIt = (by = OWNER) => retireWorkflow(deps, by, 'reply-bot', WHY);
const pinning = async () => {
  const asked = { component: 'skill/tone-brand-voice', range: '*', transitive: true, most: 50 };
  const outcome = await dependents(deps, OWNER, asked);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.rows;
};
const touching = async () => {
  const outcome = await reach(deps, OWNER, { system: 'crm', most: 10 });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.rows;
};

describe('a retired workflow', () => {
  test('gets no lease, consumes nothing, and what it waits for is cancelled', async () => {
    const workflow = await mailing(deps);
    await declare(deps, 'mailer', TOKEN);
    const approved = await asked(deps, workflow);
    const said = { choice: 'approve' as const, digest: approved.digest, reason: '' };
    await decideApproval(deps, COLLEAGUE, approved.id, said);
    const waiting = await asked(deps, workflow, { idempotencyKey: 'ticket-2' });
    expect(await retireIt()).toMatchObject({ kind: 'retired', workflow: { status: 'retired' } });
    const wish = { connector: 'mailer', scopes: ['calendar.read'] };
    expect(await lease(deps, 'reply-bot', wish)).toMatchObject({ why: 'workflow-retired' });
    const { action, target, arguments: payload } = CALL;
    const call = { executionId: 'run-1', action, target, arguments: payload };
    const consume = () => consumeApproval(deps, 'reply-bot', approved.id, call);
    expect(await consume()).toMatchObject({ why: 'workflow-not-active' });
    await recheckWaiting(deps, 'reply-bot');
    expect((await loadApproval(deps, waiting.id))?.head.state.end).toMatchObject({
      ending: 'cancelled',
      why: 'workflow-gone',
    });
    await registerManifest(deps, OWNER, USING, 'repo');
    expect(await now(deps)).toMatchObject({ status: 'active', revision: 2 });
    expect(await consume()).toMatchObject({ kind: 'refused' });
    expect(await breaks(deps)).toEqual([]);
  });

  test('its keys end at once and say why; no code makes another, and no webhook is left', async () => {
    await registered(deps);
    const key = await claimed(deps);
    await hooked(deps);
    const code = await takeKeyCode(deps, OWNER, 'reply-bot');
    if (code.kind !== 'code') throw new Error(code.say);
    await retireIt();
    const retired = { why: 'workflow-retired' };
    expect(await authenticate(deps, key)).toMatchObject(retired);
    expect(await claimKey(deps, OWNER, code.code)).toMatchObject({ why: 'bad-code' });
    expect(await takeKeyCode(deps, OWNER, 'reply-bot')).toMatchObject(retired);
    expect(await offerKeyTo(deps, OWNER, 'reply-bot', COLLEAGUE)).toMatchObject(retired);
    expect(await setWebhook(deps, OWNER, 'reply-bot', URL_)).toMatchObject(retired);
    expect(await readWebhook(deps.store, 'reply-bot')).toBeUndefined();
    await registered(deps);
    expect(await authenticate(deps, key)).toMatchObject({ why: 'key-revoked' });
  });
});

describe('its edges', () => {
  test('are gone, and come back when its team registers it anew', async () => {
    await registered(deps);
    expect(await pinning()).toHaveLength(2);
    const edges = edgesOf(await now(deps));
    await retireIt();
    expect([await pinning(), await touching()]).toEqual([[], []]);
    const left = edges.map(({ pk, sk }) => readItem(deps.store, deps.store.registry, { pk, sk }));
    expect((await Promise.all(left)).filter(Boolean)).toEqual([]);
    await registered(deps);
    expect(await pinning()).toHaveLength(2);
    expect(await touching()).toHaveLength(1);
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual([
      'workflow.registered',
      'workflow.retired',
      'workflow.revised',
    ]);
  });

  test('of which there are more than a transaction has room for mean nothing all the same', async () => {
    const systems = Array.from({ length: 50 }, (_, n) => `system ${n}`);
    await registered(deps, { ...MANIFEST, systems });
    const edges = edgesOf(await now(deps));
    expect(await retireIt()).toMatchObject({ kind: 'retired' });
    const left = edges.map(({ pk, sk }) => readItem(deps.store, deps.store.registry, { pk, sk }));
    expect((await Promise.all(left)).filter(Boolean).length).toBeGreaterThan(0);
    expect([await pinning(), await touching()]).toEqual([[], []]);
  });
});

describe('what waits ends with it', () => {
  test('an access request, and answering it later gives nothing', async () => {
    await billed(deps);
    const { id } = await askedFor(deps);
    await retireIt();
    expect(await requestNow(deps, id)).toMatchObject({ state: 'stale' });
    expect(await answerRequest(deps, who.admin, id, { reason: '' })).toMatchObject({
      why: 'answered-already',
    });
    expect(await now(deps)).not.toHaveProperty('asked');
  });

  test('requests beyond the room of a transaction end when they are answered', async () => {
    await billed(deps);
    const scopes = ['billing.write', 'billing.read'];
    for (const scope of scopes) {
      await askedFor(deps, { wants: [{ connector: 'billing', scope }] });
    }
    await retireIt();
    expect(await kindsOf(deps, 'workflow/reply-bot')).toContain('workflow.retired');
    expect(await breaks(deps)).toEqual([]);
  });

  test('a proposed revision', async () => {
    await registered(deps, GATED);
    const { id } = await proposed(deps);
    await retireIt();
    expect((await loadProposed(deps, id))?.state.state).toBe('stale');
    expect(await now(deps)).not.toHaveProperty('proposed');
  });
});

test('the owner is told where an admin did it, the platform of secrets to rotate; words stay off the log', async () => {
  await registered(deps);
  await declare(deps, 'crm-readonly', SECRET);
  await lease(deps, 'reply-bot', { connector: 'crm-readonly' });
  await retireIt(ADMIN);
  const told = (await unsent(deps)).filter((row) => row.what === 'workflow-paused');
  expect(told.map((row) => row.place)).toContain(slackUserId(OWNER));
  expect(told).toHaveLength(2);
  const lines = (await exported(deps)).join('');
  expect(lines).toContain('rotate');
  expect(lines).not.toContain(WHY);
  expect(await retireIt(ADMIN)).toMatchObject({ kind: 'unchanged' });
});

test('a pause by the platform outlives it', async () => {
  await registered(deps);
  await pauseWorkflow(deps, ADMIN, 'reply-bot', 'An incident.');
  await retireIt();
  await registered(deps);
  expect(await now(deps)).toMatchObject({ status: 'paused', paused: { admin: true } });
});

test('a push of its repository does not bring it back', async () => {
  await registered(deps);
  await retireIt();
  const ci = { kind: 'ci', id: 'support-ci', team: 'team-support' } as const;
  const pushed = await registerManifest(deps, ci, MANIFEST, 'repo');
  expect(pushed).toMatchObject({ kind: 'problems', problems: [{ field: 'workflow' }] });
  expect(await now(deps)).toMatchObject({ status: 'retired' });
});

test.each([
  ['a member', COLLEAGUE],
  ["another team's lead", SALES_LEAD],
  ['an auditor', AUDITOR],
  ['somebody of another organisation', OUTSIDER],
])('%s may not', async (_, by) => {
  await registered(deps);
  expect(await retireIt(by)).toMatchObject({ why: 'not-allowed' });
  expect(await mayRetire(deps, by, 'reply-bot')).toMatchObject({ why: 'not-allowed' });
});

test('a name that no workflow has, and a reason that says nothing', async () => {
  expect(await retireIt()).toMatchObject({ why: 'no-workflow' });
  expect(await mayRetire(deps, OWNER, 'none')).toMatchObject({ why: 'no-workflow' });
  await registered(deps);
  expect(await retireWorkflow(deps, OWNER, 'reply-bot', ' ')).toMatchObject({
    why: 'reason-required',
  });
  expect(await mayRetire(deps, OWNER, 'reply-bot')).toMatchObject({ kind: 'may' });
});

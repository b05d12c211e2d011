import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { loadDenial } from '../../lib/acts/decision-words.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { refuse } from '../../lib/core/result.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import {
  asked,
  breaks,
  changeTeam,
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
let workflow: Workflow;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
  approval = await asked(deps, workflow);
});

const APPROVE = { choice: 'approve' as const, reason: '' };
const decide = (
  person: string,
  change: { choice?: 'approve' | 'deny'; reason?: string; digest?: string } = {},
  through: Deps = deps,
) =>
  decideApproval(through, person, approval.id, { ...APPROVE, digest: approval.digest, ...change });
const subject = () => `approval/${approval.id}`;

test('a colleague approves: one ending, one event, the card on its way', async () => {
  expect(await decide(COLLEAGUE)).toMatchObject({
    kind: 'decided',
    approval: { end: { ending: 'approved', by: COLLEAGUE, name: 'Support colleague' } },
  });
  expect(await kindsOf(deps, subject())).toEqual(['approval.asked', 'approval.decided']);
  expect(await unsent(deps)).toHaveLength(2);
  expect(await breaks(deps)).toEqual([]);
});

test('a colleague denies: the reason is kept beside the log, which has only its salted digest', async () => {
  const outcome = await decide(COLLEAGUE, { choice: 'deny', reason: ' The wrong customer. ' });
  if (outcome.kind !== 'decided') throw new Error(outcome.say);
  expect(outcome.approval.end).toMatchObject({ ending: 'denied' });
  expect(await loadDenial(deps, outcome.approval)).toEqual({
    reason: 'The wrong customer.',
  });
  const log = (await exported(deps)).join('\n');
  expect(log).not.toContain('wrong customer');
  expect(log).not.toContain('Support colleague');
});

describe('refuses without asking Slack and without a transaction', () => {
  test.each([
    ['the person it is asked for', () => decide(OWNER), 'excluded'],
    ['the lead of another team', () => decide(SALES_LEAD), 'not-asked'],
    ['an auditor', () => decide(AUDITOR), 'not-asked'],
    ['somebody of another organisation', () => decide(OUTSIDER), 'not-asked'],
    ['an old card', () => decide(COLLEAGUE, { digest: 'old' }), 'stale-card'],
    ['a denial without a reason', () => decide(COLLEAGUE, { choice: 'deny' }), 'reason-required'],
  ])('%s', async (_, click, why) => {
    expect(await click()).toMatchObject({ kind: 'refused', why });
    expect(deps.lookups()).toBe(0);
    expect(await kindsOf(deps, subject())).toEqual(['approval.asked']);
  });

  test('a click after the end', async () => {
    await decide(COLLEAGUE);
    const looked = deps.lookups();
    expect(await decide(OUTSIDER)).toMatchObject({
      why: 'already-ended',
      say: expect.stringContaining('approved already by Support colleague'),
    });
    expect(deps.lookups()).toBe(looked);
  });

  test('a click after the time is over, also when no sweep came by', async () => {
    deps.pass(24 * 60);
    expect(await decide(COLLEAGUE)).toMatchObject({ why: 'expired' });
  });

  test('an approval that does not exist', async () => {
    const outcome = await decideApproval(deps, COLLEAGUE, 'apr_none', { ...APPROVE, digest: '' });
    expect(outcome).toMatchObject({ why: 'no-approval' });
  });
});

describe('refuses on what is so right now', () => {
  test.each([
    ['deactivated', { deactivated: true }],
    ['guest', { guest: true }],
    ['bot', { bot: true }],
    ['outside', { outside: true }],
  ])('%s', async (why, how) => {
    deps.change(COLLEAGUE, how);
    expect(await decide(COLLEAGUE)).toMatchObject({ why });
    expect(deps.lookups()).toBe(1);
    expect(await kindsOf(deps, subject())).toEqual(['approval.asked']);
  });

  test('Slack cannot say: unsure is a refusal', async () => {
    const people = { fresh: async () => refuse('lookup-failed', 'Try again.') };
    expect(await decide(COLLEAGUE, {}, { ...deps, people })).toMatchObject({
      why: 'lookup-failed',
    });
  });

  test('left: no member of the team any more', async () => {
    await changeTeam(deps, [OWNER]);
    expect(await decide(COLLEAGUE)).toMatchObject({ why: 'left' });
  });

  test('excluded: edited the workflow since', async () => {
    await registerManifest(deps, COLLEAGUE, { ...MANIFEST, purpose: 'x' }, 'repo');
    expect(await decide(COLLEAGUE)).toMatchObject({
      why: 'excluded',
      say: expect.stringContaining('Since it was asked'),
    });
  });
});

test('who joined after it was asked is not among those who were asked', async () => {
  await changeTeam(deps, [COLLEAGUE, SALES_LEAD]);
  expect(await decide(SALES_LEAD)).toMatchObject({ why: 'not-asked' });
});

test('a quorum of two needs two people', async () => {
  await changeTeam(deps, [OWNER, COLLEAGUE, SALES_LEAD]);
  const gates = { send_external_email: { quorum: 2 } };
  const strict = await registered(deps, { ...MANIFEST, workflow: 'strict-bot', gates });
  approval = await asked(deps, strict);
  expect(await decide(COLLEAGUE)).toMatchObject({
    kind: 'decided',
    approval: { decisions: [{ by: COLLEAGUE }] },
  });
  expect(await decide(COLLEAGUE)).toMatchObject({ why: 'decided-already' });
  expect(await decide(SALES_LEAD)).toMatchObject({ approval: { end: { ending: 'approved' } } });
});

test('refusals worth noting go to chains of their own, so nobody holds an approval by noise', async () => {
  for (let n = 0; n < 3; n += 1) await decide(OWNER);
  await decide(COLLEAGUE, { digest: 'old' });
  expect((await loadApproval(deps, approval.id))?.head.chain.seq).toBe(1);
  const refused = (await exported(deps)).filter((line) => line.includes('"refusals/'));
  expect(refused).toHaveLength(3);
  expect(await breaks(deps)).toEqual([]);
});

test('a claimed key leaves the decision to whoever does not hold it', async () => {
  await claimed(deps);
  expect(await decide(COLLEAGUE)).toMatchObject({ kind: 'decided' });
});

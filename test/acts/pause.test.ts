import { beforeEach, describe, expect, test } from 'vitest';
import { askApproval } from '../../lib/acts/ask.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { mayPause, pauseStep, pauseWorkflow, resumeWorkflow } from '../../lib/acts/pause.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { asked, breaks, CALL, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

const now = async () => (await loadWorkflow(deps, 'reply-bot'))?.state;

describe('a paused workflow', () => {
  test('asks nothing and consumes nothing, and does both again when resumed', async () => {
    const workflow = await now();
    if (!workflow) throw new Error('no workflow');
    const approval = await asked(deps, workflow);
    const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
    await decideApproval(deps, COLLEAGUE, approval.id, said);
    expect(await pauseWorkflow(deps, OWNER, 'reply-bot', 'It loops.')).toMatchObject({
      kind: 'paused',
    });
    const paused = await now();
    if (!paused) throw new Error('no workflow');
    const again = { ...CALL, idempotencyKey: 'ticket-2' };
    expect(await askApproval(deps, paused, again)).toMatchObject({ kind: 'refused' });
    const { action, target, arguments: payload } = CALL;
    const call = { executionId: 'run-1', action, target, arguments: payload };
    expect(await consumeApproval(deps, 'reply-bot', approval.id, call)).toMatchObject({
      why: 'workflow-not-active',
    });
    expect(await resumeWorkflow(deps, OWNER, 'reply-bot')).toMatchObject({ kind: 'resumed' });
    expect(await consumeApproval(deps, 'reply-bot', approval.id, call)).toMatchObject({
      kind: 'receipt',
    });
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual([
      'workflow.registered',
      'workflow.paused',
      'workflow.resumed',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('stays paused when it is registered anew', async () => {
    await pauseWorkflow(deps, OWNER, 'reply-bot', 'It loops.');
    await registered(deps, { ...MANIFEST, purpose: 'Answers' });
    expect(await now()).toMatchObject({
      status: 'paused',
      revision: 2,
      paused: { reason: 'It loops.' },
    });
  });

  test('keeps why on itself and not in the log', async () => {
    await pauseWorkflow(deps, OWNER, 'reply-bot', 'A secret reason');
    const { chain } = (await loadWorkflow(deps, 'reply-bot')) ?? {};
    expect(chain?.seq).toBe(2);
    expect(JSON.stringify(await kindsOf(deps, 'workflow/reply-bot'))).not.toContain('secret');
  });
});

describe('by the platform', () => {
  test('the owner is told, and cannot end it', async () => {
    await pauseWorkflow(deps, ADMIN, 'reply-bot', 'An incident.');
    const told = (await unsent(deps)).filter((row) => row.what === 'workflow-paused');
    expect(told).toMatchObject([{ subject: 'workflow/reply-bot', place: OWNER.split('/')[1] }]);
    expect(await resumeWorkflow(deps, OWNER, 'reply-bot')).toMatchObject({ why: 'admin-pause' });
    expect(await resumeWorkflow(deps, ADMIN, 'reply-bot')).toMatchObject({ kind: 'resumed' });
  });
});

test.each([
  ['a member', COLLEAGUE],
  ["another team's lead", SALES_LEAD],
  ['an auditor', AUDITOR],
  ['somebody of another organisation', OUTSIDER],
])('%s may not', async (_, by) => {
  expect(await pauseWorkflow(deps, by, 'reply-bot', 'why')).toMatchObject({ why: 'not-allowed' });
  expect(await mayPause(deps, by, 'reply-bot', 'pause-workflow')).toMatchObject({
    why: 'not-allowed',
  });
});

test('a name that no workflow has', async () => {
  expect(await pauseWorkflow(deps, OWNER, 'none', 'why')).toMatchObject({ why: 'no-workflow' });
  expect(await resumeWorkflow(deps, OWNER, 'none')).toMatchObject({ why: 'no-workflow' });
  expect(await mayPause(deps, OWNER, 'none', 'resume-workflow')).toMatchObject({
    why: 'no-workflow',
  });
});

test('its owner may, and is not told of what they did', async () => {
  expect(await mayPause(deps, OWNER, 'reply-bot', 'pause-workflow')).toMatchObject({ kind: 'may' });
  const head = await loadWorkflow(deps, 'reply-bot');
  if (!head) throw new Error('no workflow');
  const step = await pauseStep(deps, head, { by: OWNER, reason: 'why' });
  expect(step).toMatchObject({ kind: 'write', write: { tell: [] } });
});

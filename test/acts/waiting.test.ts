import { beforeEach, expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import { endDelegation } from '../../lib/acts/delegation.ts';
import { handApproval } from '../../lib/acts/hand.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { loadAround, waitingFor, waitingForMe } from '../../lib/acts/waiting.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { asked, changeTeam, registered, stage } from './stage.ts';
import { changeOrganisation, delegated, gated } from './waiting-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
  approval = await asked(deps, workflow);
});

/** What waits for somebody: ids, and in whose place. */
async function seen(person: string): Promise<unknown> {
  const found = await waitingForMe(deps, person);
  if (found.kind === 'refused') return found.why;
  return found.waiting.map((one) => [one.id, one.inPlaceOf]);
}

test('what one was asked; not what excludes one, or is of others', async () => {
  expect(await seen(COLLEAGUE)).toEqual([[approval.id, undefined]]);
  for (const person of [OWNER, SALES_LEAD, ADMIN, AUDITOR]) expect(await seen(person)).toEqual([]);
  expect(await seen(OUTSIDER)).toBe('not-allowed');
});

test('what those were asked who named one, as long as they do', async () => {
  await delegated(deps);
  expect(await seen(SALES_LEAD)).toEqual([[approval.id, COLLEAGUE]]);
  expect(await seen(COLLEAGUE)).toEqual([[approval.id, undefined]]);
  await endDelegation(deps, COLLEAGUE);
  expect(await seen(SALES_LEAD)).toEqual([]);
});

test('what was handed to one, and no more once it is decided or over', async () => {
  await handApproval(deps, COLLEAGUE, approval.id, SALES_LEAD);
  expect(await seen(SALES_LEAD)).toEqual([[approval.id, COLLEAGUE]]);
  const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
  await decideApproval(deps, COLLEAGUE, approval.id, said);
  expect(await seen(SALES_LEAD)).toEqual([]);
  const other = await asked(deps, workflow, { idempotencyKey: 'other' });
  await handApproval(deps, COLLEAGUE, other.id, SALES_LEAD);
  deps.pass(24 * 60);
  expect(await seen(SALES_LEAD)).toEqual([]);
});

test('an approver whom the manifest names sees theirs without being in the team', async () => {
  const manifest = { ...gated({ approvers: { people: [AUDITOR] } }), workflow: 'named-bot' };
  const named = await asked(deps, await registered(deps, manifest));
  // The baseline's step comes first: before that it is not their turn.
  expect(await seen(AUDITOR)).toEqual([]);
  const said = { choice: 'approve' as const, digest: named.digest, reason: '' };
  await decideApproval(deps, COLLEAGUE, named.id, said);
  expect(await seen(AUDITOR)).toEqual([[named.id, undefined]]);
  expect(await seen(COLLEAGUE)).toEqual([[approval.id, undefined]]);
});

test('the platform sees what nobody of the team may decide, and hands none of it on', async () => {
  await changeTeam(deps, [OWNER]);
  const alone = await asked(deps, workflow, { idempotencyKey: 'alone' });
  expect(await seen(ADMIN)).toEqual([[alone.id, undefined]]);
});

test('the earliest end first; what is on hold stays and is marked', async () => {
  const soon = { ...gated({ expires_in_minutes: 10 }), workflow: 'quick-bot' };
  const first = await asked(deps, await registered(deps, soon));
  expect(await seen(COLLEAGUE)).toEqual([
    [first.id, undefined],
    [approval.id, undefined],
  ]);
  await pauseWorkflow(deps, OWNER, 'reply-bot', 'A bug.');
  await sweepDue(deps);
  const waiting = await waitingFor(deps, COLLEAGUE, await loadAround(deps));
  expect(waiting.map((one) => one.heldSince !== undefined)).toEqual([false, true]);
});

test('what a restore made void waits for nobody', async () => {
  deps.pass(1);
  await changeOrganisation(deps, { restoredAt: deps.now() });
  expect(await seen(COLLEAGUE)).toEqual([]);
});

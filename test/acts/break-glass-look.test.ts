import { beforeEach, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { lookAt } from '../../lib/acts/break-glass-look.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { changeOrganisation } from '../../lib/acts/stop.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { REASON } from './break-glass-kit.ts';
import { asked, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
  approval = await asked(deps, workflow);
});

/** From now on these are the admins. */
async function admins(people: readonly PersonKey[]): Promise<void> {
  const actor = { kind: 'system' as const, id: 'tests' };
  const event = { kind: 'tests', at: deps.now(), actor, data: {} };
  await changeOrganisation(deps, () => ({ change: { admins: [...people] }, event }));
}

async function look(person: PersonKey = ADMIN) {
  const loaded = await loadApproval(deps, approval.id);
  if (!loaded) throw new Error('gone');
  return lookAt(deps, loaded, person, { digest: approval.digest, reason: REASON, at: deps.now() });
}

test('who had a part in it, and who could review it', async () => {
  expect(await look()).toMatchObject({ kind: 'look', involved: [OWNER], reviewers: [AUDITOR] });
});

test('an admin who owns it never ends it, claimed or not', async () => {
  await admins([ADMIN, OWNER]);
  const claim = { onBehalfOf: COLLEAGUE, idempotencyKey: 'another' };
  approval = await asked(deps, workflow, claim);
  expect(await look(OWNER)).toMatchObject({ why: 'excluded' });
});

test('nor an admin for whom the agent says it acts', async () => {
  await admins([ADMIN, SALES_LEAD]);
  const claim = { onBehalfOf: SALES_LEAD, idempotencyKey: 'another' };
  approval = await asked(deps, workflow, claim);
  expect(await look(SALES_LEAD)).toMatchObject({
    why: 'excluded',
    facts: { because: 'claimed' },
  });
});

test('without anybody outside the platform to review it, the glass stays whole', async () => {
  await admins([ADMIN, AUDITOR]);
  expect(await look()).toMatchObject({ why: 'nobody-can-review' });
});

test('it is no way around a pause, nor around a change', async () => {
  await pauseWorkflow(deps, OWNER, 'reply-bot', 'looks odd');
  expect(await look()).toMatchObject({ why: 'on-hold' });
  const review_required_actions = ['send_external_email', 'refund'];
  await registerManifest(deps, OWNER, { ...MANIFEST, review_required_actions }, 'repo');
  const refused = await look();
  expect(refused).toMatchObject({ kind: 'refused' });
});

import { beforeEach, describe, expect, test } from 'vitest';
import {
  approvalOfReminder,
  nudgeApproval,
  remindDeciders,
} from '../../lib/acts/approval-reminders.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { handApproval } from '../../lib/acts/hand.ts';
import { pauseWorkflow, resumeWorkflow } from '../../lib/acts/pause.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { type Approval, approvalSchema } from '../../lib/core/approval.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { readHead } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { asked, breaks, changeTeam, kindsOf, registered, stage } from './stage.ts';
import { changeOrganisation, delegated, gated, HOUR, rowsOf, toldBy } from './waiting-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
  approval = await asked(deps, workflow);
});

/** Besides whom the card was shown to alone. */
const kinds = async () =>
  (await kindsOf(deps, `approval/${approval.id}`)).filter((one) => one !== 'approval.told');
const reminded = () => toldBy(deps, 'approval-reminder');
const escalated = () => toldBy(deps, 'approval-escalation');
const now = async () =>
  (await readHead(deps.store, `approval/${approval.id}`, approvalSchema))?.state;

describe('an approval that nobody decides', () => {
  test('its deciders are told halfway, those above them later, and then it expires', async () => {
    deps.pass(12 * HOUR - 1);
    expect(await sweepDue(deps)).toMatchObject({ reminded: 0, expired: 0 });
    deps.pass(1);
    expect(await sweepDue(deps)).toMatchObject({ reminded: 1, expired: 0 });
    expect(await sweepDue(deps)).toMatchObject({ reminded: 0, expired: 0 });
    expect(await reminded()).toEqual(['U0COLLEAGUE']);
    deps.pass(6 * HOUR);
    expect(await sweepDue(deps)).toMatchObject({ reminded: 1, expired: 0 });
    expect(await escalated()).toEqual(['U0OWNER']);
    deps.pass(6 * HOUR);
    expect(await sweepDue(deps)).toMatchObject({ reminded: 0, expired: 1 });
    expect(await kinds()).toEqual([
      'approval.asked',
      'approval.reminded',
      'approval.escalated',
      'approval.expired',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('a sweep that comes late ends it and tells nobody to decide', async () => {
    deps.pass(25 * HOUR);
    expect(await nudgeApproval(deps, approval.id)).toBe(false);
    expect(await sweepDue(deps)).toMatchObject({ reminded: 0, expired: 1 });
    expect(await reminded()).toEqual([]);
  });

  test('the times are those of its rule', async () => {
    const quick = gated({ remind_after_minutes: 5, escalate_after_minutes: 10 });
    approval = await asked(deps, await registered(deps, { ...quick, workflow: 'quick-bot' }));
    deps.pass(5);
    expect(await nudgeApproval(deps, approval.id)).toBe(true);
    deps.pass(4);
    expect(await nudgeApproval(deps, approval.id)).toBe(false);
    deps.pass(1);
    expect(await nudgeApproval(deps, approval.id)).toBe(true);
    expect(await escalated()).toEqual(['U0OWNER']);
  });

  test('nothing is sent while its workflow is paused; what came due then is sent after', async () => {
    await pauseWorkflow(deps, OWNER, 'reply-bot', 'A bug.');
    await sweepDue(deps);
    deps.pass(13 * HOUR);
    expect(await sweepDue(deps)).toMatchObject({ reminded: 0 });
    expect(await reminded()).toEqual([]);
    expect((await now())?.heldSince).toBeDefined();
    await resumeWorkflow(deps, OWNER, 'reply-bot');
    await sweepDue(deps);
    expect(await sweepDue(deps)).toMatchObject({ reminded: 1 });
    expect(await reminded()).toEqual(['U0COLLEAGUE']);
  });
});

describe('who is told', () => {
  test('whoever stands in is told too', async () => {
    await delegated(deps, SALES_LEAD);
    await handApproval(deps, COLLEAGUE, approval.id, ADMIN);
    deps.pass(12 * HOUR);
    await nudgeApproval(deps, approval.id);
    expect(await reminded()).toEqual(['U0ADMIN', 'U0COLLEAGUE', 'U0SALESLEAD']);
  });

  test('of many, none is told alone: their channel is', async () => {
    const many = Array.from({ length: 11 }, (_, n) => `T0YARD/U0M${n}`);
    await changeTeam(deps, [COLLEAGUE, ...many]);
    approval = await asked(deps, workflow, { idempotencyKey: 'many' });
    deps.pass(12 * HOUR);
    await nudgeApproval(deps, approval.id);
    expect(await reminded()).toEqual(['C0SUPPORT']);
  });

  test('the platform is told where nobody of the team is left', async () => {
    deps.change(OWNER, { deactivated: true });
    deps.pass(18 * HOUR);
    await nudgeApproval(deps, approval.id);
    await nudgeApproval(deps, approval.id);
    expect(await escalated()).toEqual(['C0PLATFORM']);
  });

  test('what a restore made void is told to nobody', async () => {
    deps.pass(12 * HOUR);
    await changeOrganisation(deps, { restoredAt: deps.now() });
    expect(await nudgeApproval(deps, approval.id)).toBe(true);
    expect(await reminded()).toEqual([]);
  });
});

describe('Remind Them', () => {
  test('whoever answers for the workflow, once an hour', async () => {
    expect(await remindDeciders(deps, OWNER, approval.id)).toMatchObject({ kind: 'reminded' });
    expect(await reminded()).toEqual(['U0COLLEAGUE']);
    const again = await remindDeciders(deps, ADMIN, approval.id);
    expect(again).toMatchObject({ why: 'reminded-already' });
    deps.pass(HOUR);
    expect(await remindDeciders(deps, ADMIN, approval.id)).toMatchObject({ kind: 'reminded' });
  });

  test('nobody else, and not what is over or was never asked', async () => {
    for (const person of [COLLEAGUE, SALES_LEAD, AUDITOR]) {
      expect(await remindDeciders(deps, person, approval.id)).toMatchObject({ why: 'not-allowed' });
    }
    expect(await remindDeciders(deps, OWNER, 'apr_none')).toMatchObject({ why: 'no-approval' });
    const choice = { choice: 'approve' as const, digest: approval.digest, reason: '' };
    await decideApproval(deps, COLLEAGUE, approval.id, choice);
    expect(await remindDeciders(deps, OWNER, approval.id)).toMatchObject({ why: 'already-ended' });
  });
});

test('the subject of a reminder names its approval', async () => {
  await remindDeciders(deps, OWNER, approval.id);
  const [row] = await rowsOf(deps, 'approval-reminder');
  expect(approvalOfReminder(row?.subject ?? '')).toBe(approval.id);
  expect(() => approvalOfReminder('request-reminder/req_1/x')).toThrow('about an approval');
});

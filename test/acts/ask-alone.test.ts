import { describe, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { MOST_ALONE, tellAlone } from '../../lib/acts/ask-alone.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { saveNotify } from '../../lib/acts/notify.ts';
import { pauseWorkflow, resumeWorkflow } from '../../lib/acts/pause.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { type Approval, approvalSchema } from '../../lib/core/approval.ts';
import { slackUserId } from '../../lib/core/people.ts';
import { readAskLook } from '../../lib/store/ask-looks.ts';
import { readHead } from '../../lib/store/read.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { registeredWith } from './approvers-kit.ts';
import { FAULTS, holds, track } from './race.ts';
import { rule, rulesWith } from './rule.ts';
import { asked, CALL, changeTeam, MANIFEST, registered, unsent } from './stage.ts';

const at = track();

const copies = async ({ id }: Approval) =>
  (await readHead(at.deps.store, `approval/${id}`, approvalSchema))?.state.copies ?? [];
const rowsTo = async (person: string) =>
  (await unsent(at.deps)).filter((row) => row.place === slackUserId(person));
const here = async () => asked(at.deps, await registered(at.deps));

describe('who is told alone', () => {
  test('nobody before 15 minutes, then each decider once', async () => {
    const approval = await here();
    await sweepDue(at.deps);
    expect(await copies(approval)).toEqual([]);
    at.deps.pass(14);
    await sweepDue(at.deps);
    expect(await copies(approval)).toEqual([]);
    at.deps.pass(1);
    expect((await sweepDue(at.deps)).noticed).toBe(1);
    expect(await copies(approval)).toEqual(['U0COLLEAGUE']);
    expect(await rowsTo(COLLEAGUE)).toMatchObject([
      { what: 'approval-card', subject: `approval/${approval.id}` },
    ]);
    at.deps.pass(30);
    expect((await sweepDue(at.deps)).noticed).toBe(0);
    expect(await readAskLook(at.deps.store, approval.id)).toBeUndefined();
    expect(await holds(at.deps, `approval/${approval.id}`)).toEqual([
      'approval.asked',
      'approval.told',
    ]);
  });

  test('at once whoever wants messages alone; never whoever wants the channel alone', async () => {
    await changeTeam(at.deps, [OWNER, COLLEAGUE, SALES_LEAD]);
    await saveNotify(at.deps, COLLEAGUE, { by: 'dm' });
    await saveNotify(at.deps, SALES_LEAD, { by: 'channel' });
    const approval = await here();
    await sweepDue(at.deps);
    expect(await copies(approval)).toEqual(['U0COLLEAGUE']);
    at.deps.pass(60);
    await sweepDue(at.deps);
    expect(await copies(approval)).toEqual(['U0COLLEAGUE']);
  });

  test('within their hours, in the zone where they are today', async () => {
    await saveNotify(at.deps, COLLEAGUE, { by: 'both', hours: { from: '08:00', to: '12:00' } });
    at.deps.change(COLLEAGUE, { timeZone: 'America/New_York' });
    const approval = await here();
    at.deps.pass(20);
    await sweepDue(at.deps);
    expect(await copies(approval)).toEqual([]);
    at.deps.pass(4 * 60);
    await sweepDue(at.deps);
    expect(await copies(approval)).toEqual(['U0COLLEAGUE']);
  });
});

describe('of whom and when', () => {
  test('those of the next stage once it is their turn', async () => {
    const actions = [{ action: CALL.action, by: 'platform' as const }];
    await rule(
      at.deps,
      await rulesWith(at.deps, { 'gated-actions': { mode: 'enforce', actions } }),
    );
    const { workflow } = await registeredWith(at.deps, { team: 'team-support' });
    const approval = await asked(at.deps, workflow);
    at.deps.pass(16);
    await sweepDue(at.deps);
    await sweepDue(at.deps);
    expect(await copies(approval)).toEqual(['U0ADMIN']);
    const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
    expect(await decideApproval(at.deps, ADMIN, approval.id, said)).toMatchObject({
      kind: 'decided',
    });
    await sweepDue(at.deps);
    at.deps.pass(16);
    await sweepDue(at.deps);
    expect(await copies(approval)).toContain('U0COLLEAGUE');
    expect((await rowsTo(ADMIN)).length).toBeGreaterThan(1);
  });

  test('at most so many of a stage; nobody while it is on hold', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `T0YARD/UMEMBER${n}`);
    await changeTeam(at.deps, [OWNER, ...many]);
    const approval = await here();
    await pauseWorkflow(at.deps, OWNER, MANIFEST.workflow, 'Wait.');
    await sweepDue(at.deps);
    at.deps.pass(16);
    await sweepDue(at.deps);
    expect(await copies(approval)).toEqual([]);
    await resumeWorkflow(at.deps, OWNER, MANIFEST.workflow);
    await sweepDue(at.deps);
    at.deps.pass(16);
    await sweepDue(at.deps);
    expect(await copies(approval)).toHaveLength(MOST_ALONE);
    at.deps.pass(16);
    await sweepDue(at.deps);
    expect(await copies(approval)).toHaveLength(MOST_ALONE);
  });

  test('nobody once it has ended', async () => {
    const approval = await here();
    const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
    await decideApproval(at.deps, COLLEAGUE, approval.id, said);
    at.deps.pass(16);
    expect(await tellAlone(at.deps, approval.id)).toBe(false);
    expect(await copies(approval)).toEqual([]);
    expect(await readAskLook(at.deps.store, approval.id)).toBeUndefined();
    expect(await tellAlone(at.deps, approval.id)).toBe(false);
  });
});

describe.each(FAULTS)('two sweeps at once, with the fault: %s', (fault) => {
  test('tell each decider once', async () => {
    const approval = await here();
    at.deps.pass(16);
    if (fault) at.proxy.inject({ operation: 'TransactWriteItems', fault, times: 1 });
    await Promise.all([tellAlone(at.left, approval.id), tellAlone(at.right, approval.id)]);
    expect(await copies(approval)).toEqual(['U0COLLEAGUE']);
    expect(await rowsTo(COLLEAGUE)).toHaveLength(1);
    expect(await holds(at.deps, `approval/${approval.id}`)).toEqual([
      'approval.asked',
      'approval.told',
    ]);
  });

  test('a decision meanwhile counts, and its card stands where it was told', async () => {
    const approval = await here();
    at.deps.pass(16);
    if (fault) at.proxy.inject({ operation: 'TransactWriteItems', fault, times: 1 });
    const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
    await Promise.all([
      tellAlone(at.left, approval.id),
      decideApproval(at.right, COLLEAGUE, approval.id, said),
    ]);
    const head = (await loadApproval(at.deps, approval.id))?.head.state;
    expect(head?.end?.ending).toBe('approved');
    const told = (await copies(approval)).length;
    expect((await rowsTo(COLLEAGUE)).length).toBe(told === 0 ? 0 : 2);
  });
});

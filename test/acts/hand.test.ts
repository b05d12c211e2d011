import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { handApproval, mayHand } from '../../lib/acts/hand.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { asked, breaks, changeTeam, kindsOf, registered, stage } from './stage.ts';
import { rowsOf, toldBy } from './waiting-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
  approval = await asked(deps, workflow);
});

const give = (by: string, to: string) => handApproval(deps, by, approval.id, to);
const decide = (person: string) =>
  decideApproval(deps, person, approval.id, {
    choice: 'approve',
    digest: approval.digest,
    reason: '',
  });

describe('asking somebody else', () => {
  test('gives them the card, and one decision for both', async () => {
    expect(await give(COLLEAGUE, SALES_LEAD)).toMatchObject({
      kind: 'handed',
      approval: { handed: [{ from: COLLEAGUE, to: SALES_LEAD }], copies: ['U0SALESLEAD'] },
    });
    expect(await toldBy(deps, 'approval-card')).toContain('U0SALESLEAD');
    expect(await decide(SALES_LEAD)).toMatchObject({
      approval: { decisions: [{ by: SALES_LEAD, for: COLLEAGUE }] },
    });
    expect(await decide(COLLEAGUE)).toMatchObject({ why: 'already-ended' });
    expect(await kindsOf(deps, `approval/${approval.id}`)).toEqual([
      'approval.asked',
      'approval.handed',
      'approval.decided',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('whoever asked may still decide, and then the other may not', async () => {
    await give(COLLEAGUE, SALES_LEAD);
    expect(await decide(COLLEAGUE)).toMatchObject({ kind: 'decided' });
    expect(await decide(SALES_LEAD)).toMatchObject({ why: 'already-ended' });
  });

  test('asked again, it is taken from the first', async () => {
    await give(COLLEAGUE, SALES_LEAD);
    await give(COLLEAGUE, AUDITOR);
    expect(await decide(SALES_LEAD)).toMatchObject({ why: 'not-asked' });
    expect(await decide(AUDITOR)).toMatchObject({ kind: 'decided' });
  });

  test.each([
    ['oneself', COLLEAGUE, {}, 'bad-delegate'],
    ['one who is excluded', OWNER, {}, 'bad-delegate'],
    ['a guest', SALES_LEAD, { guest: true }, 'guest'],
    ['one of another organisation', OUTSIDER, {}, 'outside'],
  ])('not to %s', async (_, to, how, why) => {
    deps.change(to, how);
    expect(await give(COLLEAGUE, to)).toMatchObject({ kind: 'refused', why });
  });

  test('only by whoever could decide: no chains, nobody excluded, nobody who left', async () => {
    expect(await give(ADMIN, SALES_LEAD)).toMatchObject({ why: 'not-asked' });
    expect(await give(OWNER, SALES_LEAD)).toMatchObject({ why: 'excluded' });
    await give(COLLEAGUE, SALES_LEAD);
    expect(await give(SALES_LEAD, ADMIN)).toMatchObject({ why: 'not-asked' });
    await changeTeam(deps, [OWNER]);
    expect(await give(COLLEAGUE, ADMIN)).toMatchObject({ why: 'left' });
  });

  test('not what is over, on hold or unknown', async () => {
    expect(await handApproval(deps, COLLEAGUE, 'apr_none', ADMIN)).toMatchObject({
      why: 'no-approval',
    });
    await pauseWorkflow(deps, OWNER, 'reply-bot', 'A bug.');
    await sweepDue(deps);
    expect(await give(COLLEAGUE, SALES_LEAD)).toMatchObject({ why: 'on-hold' });
    deps.pass(25 * 60);
    await sweepDue(deps);
    const loaded = await loadApproval(deps, approval.id);
    expect(loaded && mayHand(deps, loaded, COLLEAGUE)).toMatchObject({ why: 'already-ended' });
  });

  test("not an admin's turn", async () => {
    await changeTeam(deps, [OWNER]);
    const alone = await asked(deps, workflow, { idempotencyKey: 'alone' });
    expect(await handApproval(deps, ADMIN, alone.id, SALES_LEAD)).toMatchObject({
      why: 'not-handed-on',
    });
  });

  test('where the card stands in enough places, it is on their Home alone', async () => {
    await give(COLLEAGUE, SALES_LEAD);
    const rows = await rowsOf(deps, 'approval-card');
    expect(rows.filter((row) => row.place === 'U0SALESLEAD')).toHaveLength(1);
    await give(COLLEAGUE, SALES_LEAD);
    expect((await loadApproval(deps, approval.id))?.head.state.copies).toEqual(['U0SALESLEAD']);
  });
});

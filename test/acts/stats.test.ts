import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/answer-request.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { noteStep } from '../../lib/acts/friction.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import { readStats } from '../../lib/acts/stats.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, SALES_LEAD } from '../kit/people.ts';
import { asked, CALL, MANIFEST, NEED, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

async function read(person: string) {
  const outcome = await readStats(deps, person);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome;
}

/** Asked for and approved at once; registered an hour later; used an hour after that. */
async function askedRegisteredUsed(n: number): Promise<void> {
  const name = `flow-${n}`;
  await fileRequest(deps, { ...NEED, id: `req_${n}`, workflow: name }, 'nothing fits');
  const said = { state: 'approved', reason: '', name: 'admin' } as const;
  await answerRequest(deps, ADMIN, `req_${n}`, said);
  deps.pass(60);
  const workflow = await registered(deps, { ...MANIFEST, workflow: name });
  const waiting = await asked(deps, workflow, { idempotencyKey: 'never used' });
  const used = await asked(deps, workflow);
  deps.pass(60);
  const choice = { choice: 'approve' as const, digest: used.digest, reason: '' };
  await decideApproval(deps, COLLEAGUE, used.id, choice);
  const { action, target, arguments: given } = CALL;
  const call = { executionId: 'run-1', action, target, arguments: given };
  expect(await consumeApproval(deps, name, used.id, call)).toMatchObject({ kind: 'receipt' });
  expect(waiting.use).toBeUndefined();
}

test('measures from asking to registered, and to the first approved action that ran', async () => {
  for (const n of [1, 2, 3, 4]) await askedRegisteredUsed(n);
  const few = await read(COLLEAGUE);
  expect(few.total).toMatchObject({ requests: 4, toRegistered: { of: 4 }, toFirstUse: { of: 4 } });
  expect(few.total.toRegistered).not.toHaveProperty('minutes');
  await askedRegisteredUsed(5);
  expect((await read(COLLEAGUE)).total).toMatchObject({
    requests: 5,
    waiting: 0,
    extending: 0,
    toRegistered: { of: 5, minutes: 60 },
    toFirstUse: { of: 5, minutes: 120 },
  });
});

describe('who sees what', () => {
  beforeEach(async () => {
    await fileRequest(deps, NEED, 'nothing fits');
    await noteStep(deps, { request: 'req_x', step: 'opened', teams: ['team-sales'] });
    await noteStep(deps, { request: 'req_y', step: 'opened', teams: [] });
  });

  test('members see their own teams', async () => {
    const own = await read(COLLEAGUE);
    expect(own).toMatchObject({ scope: ['team-support'], total: { requests: 1, opened: 1 } });
    const sales = await read(SALES_LEAD);
    expect(sales).toMatchObject({ scope: ['team-sales'], total: { requests: 0, opened: 1 } });
  });

  test.each([ADMIN, AUDITOR])('%s sees all, also who is in no team', async (person) => {
    expect(await read(person)).toMatchObject({ scope: 'all', total: { requests: 1, opened: 3 } });
  });

  test('somebody in no team sees nothing, somebody from outside is refused', async () => {
    expect(await read('T0YARD/U0NEW')).toMatchObject({ scope: [], total: { opened: 0 } });
    expect(await readStats(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
  });
});

test('tells this month and the two before, and nothing older', async () => {
  await fileRequest(deps, NEED, 'nothing fits');
  deps.pass(31 * 24 * 60);
  expect((await read(COLLEAGUE)).months).toMatchObject([
    { month: '2026-12', requests: 0 },
    { month: '2026-11', requests: 1 },
    { month: '2026-10', requests: 0 },
  ]);
  deps.pass(62 * 24 * 60);
  expect((await read(COLLEAGUE)).total).toMatchObject({ requests: 0 });
});

test('approvals are counted with the team they were asked in, and everybody sees their own', async () => {
  const workflow = await registered(deps);
  const used = await asked(deps, workflow);
  const choice = { choice: 'approve' as const, digest: used.digest, reason: '' };
  await decideApproval(deps, COLLEAGUE, used.id, choice);
  await asked(deps, workflow, { idempotencyKey: 'nobody decides' });
  deps.pass(24 * 60);
  await sweepDue(deps);
  const counts = { ended: 2, approved: 1, expired: 1, lapsed: 1, toDecide: { of: 1 } };
  for (const person of [COLLEAGUE, ADMIN, AUDITOR]) {
    expect((await read(person)).approvals).toMatchObject({
      total: counts,
      teams: [{ team: 'team-support', ...counts }],
    });
  }
  expect((await read(SALES_LEAD)).approvals).toMatchObject({ total: { ended: 0 }, teams: [] });
});

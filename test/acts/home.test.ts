import { beforeEach, expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import { home } from '../../lib/acts/home.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { asked, NEED, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await registered(deps));
  await fileRequest(deps, NEED, 'x');
});

/** What somebody's Home shows, in ids. */
async function seen(person: string) {
  const state = await home(deps, person);
  if (state.kind !== 'home') return state.why;
  return {
    waiting: state.waiting.map((one) => one.id),
    queue: state.queue.map((one) => one.id),
    mine: state.mine.map((one) => one.id),
    teams: state.teams.map(({ team, workflows }) => [team.id, workflows.map((one) => one.id)]),
  };
}

test("each sees what waits for them, what is theirs and what is their team's", async () => {
  expect(await seen(COLLEAGUE)).toEqual({
    waiting: [approval.id],
    queue: [],
    mine: [],
    teams: [['team-support', ['reply-bot']]],
  });
  expect(await seen(OWNER)).toEqual({
    waiting: [],
    queue: [],
    mine: ['reply-bot'],
    teams: [['team-support', []]],
  });
  expect(await seen(ADMIN)).toEqual({
    waiting: [],
    queue: ['req_1'],
    mine: [],
    teams: [['platform', []]],
  });
  expect(await seen(SALES_LEAD)).toEqual({
    waiting: [],
    queue: [],
    mine: [],
    teams: [['team-sales', []]],
  });
  expect(await seen(AUDITOR)).toEqual({ waiting: [], queue: [], mine: [], teams: [] });
  expect(await seen(OUTSIDER)).toBe('not-allowed');
});

test('the earliest ending comes first; what was decided or is over is gone', async () => {
  const workflow = (await deps.catalog.load()).workflows.get('reply-bot');
  if (!workflow) throw new Error('no workflow');
  deps.pass(5);
  const later = await asked(deps, workflow, { idempotencyKey: 'ticket-2' });
  expect(await seen(COLLEAGUE)).toMatchObject({ waiting: [approval.id, later.id] });
  const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
  await decideApproval(deps, COLLEAGUE, approval.id, said);
  expect(await seen(COLLEAGUE)).toMatchObject({ waiting: [later.id] });
  deps.pass(24 * 60);
  expect(await seen(COLLEAGUE)).toMatchObject({ waiting: [] });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { home } from '../../lib/acts/home.ts';
import { readOwnLog } from '../../lib/acts/read-log.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { fileRequest, queuedRequests } from '../../lib/acts/request.ts';
import { loadOrganisation, loadTeam, loadWorkflow, standingTo } from '../../lib/acts/standing.ts';
import { carryDue, carryOn } from '../../lib/acts/team-carry.ts';
import { mergeTeams, renameTeam } from '../../lib/acts/team-merge.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, SALES_LEAD } from '../kit/people.ts';
import { asked, breaks, kindsOf, MANIFEST, NEED, registered, stage } from './stage.ts';
import { recordOf } from './team-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  const workflow = await registered(deps);
  approval = await asked(deps, workflow);
  await fileRequest(deps, NEED, 'Nothing sorts parcels.');
});

const merge = (most: number) =>
  mergeTeams(deps, ADMIN, { from: 'team-support', into: 'team-sales', most });
const workflow = async () => (await loadWorkflow(deps, 'reply-bot'))?.state;
const waitingFor = async (person: string) => {
  const state = await home(deps, person);
  return state.kind === 'home' ? state.waiting.map((one) => one.id) : state;
};

test('"renames and merges carry everything"', async () => {
  expect(await merge(100)).toMatchObject({ moved: 3, finished: true });
  expect(await workflow()).toMatchObject({ team: 'team-sales', manifest: { owner: 'team-sales' } });
  expect(await queuedRequests(deps)).toMatchObject([{ id: 'req_1', team: 'team-sales' }]);
  expect(await waitingFor(COLLEAGUE)).toEqual([approval.id]);
  expect(await kindsOf(deps, 'workflow/reply-bot')).toContain('workflow.team-moved');
  expect(await kindsOf(deps, `approval/${approval.id}`)).toContain('approval.team-moved');
  expect(await kindsOf(deps, 'request/req_1')).toContain('request.team-moved');
  expect(await recordOf(deps, 'team-support')).not.toHaveProperty('carrying');
  expect(await breaks(deps)).toEqual([]);
});

test('what was asked for stays valid: the revision that gates depend on does not move', async () => {
  const before = await workflow();
  await merge(100);
  const { revision, gateRevision } = before ?? {};
  expect(await workflow()).toMatchObject({ revision, gateRevision });
});

describe('broken off half-way', () => {
  test('says so, and every door is right meanwhile', async () => {
    expect(await merge(0)).toMatchObject({ moved: 0, finished: false });
    expect(await recordOf(deps, 'team-support')).toMatchObject({ carrying: true });
    const still = await workflow();
    expect(still?.team).toBe('team-support');
    if (still) expect(await standingTo(deps, still)).toMatchObject({ team: { id: 'team-sales' } });
    expect(await waitingFor(COLLEAGUE)).toEqual([approval.id]);
    const shown = await home(deps, SALES_LEAD);
    expect(shown).toMatchObject({ teams: [{ workflows: [{ id: 'reply-bot' }] }] });
    const log = await readOwnLog(deps, SALES_LEAD, 50);
    const subjects = log.kind === 'log' ? log.lines.map((one) => one.subject) : [];
    expect(new Set(subjects)).toEqual(new Set(['workflow/reply-bot', `approval/${approval.id}`]));
  });

  test('goes on where it stopped, and counts what it moves', async () => {
    await merge(1);
    expect(await carryOn(deps, 'team-support', 1)).toEqual({ moved: 1, finished: false });
    expect(await carryOn(deps, 'team-support', 9)).toEqual({ moved: 1, finished: true });
    expect(await carryOn(deps, 'team-support', 9)).toEqual({ moved: 0, finished: true });
    expect(await breaks(deps)).toEqual([]);
  });

  test('is finished by the sweep, which then has nothing to do', async () => {
    await merge(0);
    expect(await carryDue(deps)).toEqual({ carried: 3 });
    expect(await workflow()).toMatchObject({ team: 'team-sales' });
    expect(await carryDue(deps)).toEqual({ carried: 0 });
  });

  test('a new request and a new approval are filed with the new team', async () => {
    await merge(0);
    const still = await workflow();
    if (!still) throw new Error('no workflow');
    const next = await asked(deps, still, { idempotencyKey: 'ticket-2' });
    expect(next.team).toBe('team-sales');
    await fileRequest(deps, { ...NEED, id: 'req_2', workflow: 'other' }, 'Nothing fits.');
    const [, second] = await queuedRequests(deps);
    expect(second).toMatchObject({ id: 'req_2', team: 'team-sales' });
  });
});

test('a manifest with the old owner still registers', async () => {
  await merge(100);
  const changed = { ...MANIFEST, purpose: 'Drafts replies.' };
  const outcome = await registerManifest(deps, COLLEAGUE, changed, 'repo');
  expect(outcome).toMatchObject({ kind: 'registered', workflow: { team: 'team-sales' } });
});

test("the platform's own team can have another id, and its components go with it", async () => {
  const moving = { from: 'platform', into: 'ai-platform', most: 100 };
  expect(await renameTeam(deps, ADMIN, moving)).toMatchObject({ finished: true });
  expect((await loadOrganisation(deps)).platformTeam).toBe('ai-platform');
  const { components } = await deps.catalog.load();
  expect(new Set([...components.values()].map((one) => one.team))).toEqual(
    new Set(['ai-platform']),
  );
  expect(await kindsOf(deps, 'organisation/home')).toContain('organisation.team-moved');
});

test('of a team that was never merged nothing is carried', async () => {
  expect(await carryOn(deps, 'team-support', 9)).toEqual({ moved: 0, finished: true });
  expect(await carryOn(deps, 'nobody', 9)).toEqual({ moved: 0, finished: true });
  expect((await loadTeam(deps, 'team-support'))?.id).toBe('team-support');
});

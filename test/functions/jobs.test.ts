import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOwnApproval } from '../../lib/acts/approvals.ts';
import { loadOrganisation, loadTeam } from '../../lib/acts/standing.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { keyOf, ORGANISATION, PEOPLE, TEAMS } from '../../lib/local/sample/organisation.ts';
import type { Workspace } from '../../lib/local/workspace/server.ts';
import { makeBare } from '../acts/settings-kit.ts';
import type { Lambda } from '../kit/lambda-runtime.ts';
import { ask, type Cloud, openCloud, runningWorkflow, WORKFLOW } from './kit.ts';
import { sampleWorkspace, supportChannel } from './workspace.ts';

let cloud: Cloud;
let workspace: Workspace;
let jobs: Lambda;
beforeAll(async () => {
  [cloud, workspace] = await Promise.all([openCloud(['jobs']), sampleWorkspace()]);
  await runningWorkflow(cloud.deps);
  jobs = await cloud.start('jobs', {
    SLACK_API_URL: workspace.apiUrl,
    YARDMASTER_FIRST_ADMIN: PEOPLE.owner.id,
  });
});
afterAll(() => Promise.all([cloud.stop(), workspace.close()]));

test('the sweep ends what is overdue, leaves what is not, and sends the card that never went out', async () => {
  const lastWeek = minutesAfter(cloud.deps.now(), -7 * 24 * 60);
  const over = await ask({ ...cloud.deps, now: () => lastWeek }, { idempotencyKey: 'last-week' });
  const waiting = await ask(cloud.deps, { idempotencyKey: 'today' });
  expect(await jobs.invoke({ job: 'sweep' })).toMatchObject({ expired: 1 });
  expect(await readOwnApproval(cloud.deps, WORKFLOW, over.id)).toMatchObject({
    end: { ending: 'expired' },
  });
  expect(await readOwnApproval(cloud.deps, WORKFLOW, waiting.id)).not.toHaveProperty('end');
  const [card, ...more] = supportChannel(workspace);
  expect(card?.said).toMatch(/expired/i);
  expect(more).toEqual([]);
});

test('the next sweep has nothing left to do', async () => {
  expect(await jobs.invoke({ job: 'sweep' })).toMatchObject({ expired: 0 });
  expect(supportChannel(workspace)).toHaveLength(1);
});

test('signs a checkpoint with the key of its own, and makes no second one of nothing', async () => {
  const before = cloud.aws.calls().length;
  expect(await jobs.invoke({ job: 'checkpoint' })).toMatchObject({ checkpoints: 1 });
  const calls = cloud.aws.calls().slice(before);
  expect(calls.map(({ action, id }) => `${action} ${id}`)).toEqual([
    'GetPublicKey arn:checkpoint-key',
    'Sign arn:checkpoint-key',
  ]);
  expect(await jobs.invoke({ job: 'checkpoint' })).toEqual({ checkpoints: 0, lines: 0 });
});

test('sets up what is not there yet, and needs nothing of Slack for it', async () => {
  const [team] = TEAMS;
  if (!team) throw new Error('the sample has no team');
  const legal = { ...team, id: 'team-legal', name: 'Legal' };
  const before = cloud.aws.calls().length;
  const done = await jobs.invoke({ job: 'set-up', organisation: ORGANISATION, teams: [legal] });
  expect(done).toEqual({ job: 'set-up', home: ORGANISATION.home, teams: 1 });
  expect(await loadTeam(cloud.deps, 'team-legal')).toEqual(legal);
  expect(cloud.aws.calls()).toHaveLength(before);
});

test('sets up with the person whom the deploy named, where nobody is in charge', async () => {
  const done = { job: 'set-up', home: ORGANISATION.home };
  expect(await jobs.invoke({ job: 'set-up' })).toEqual({ ...done, named: false });
  await makeBare(cloud.deps);
  expect(await jobs.invoke({ job: 'set-up' })).toEqual({ ...done, named: true });
  expect((await loadOrganisation(cloud.deps)).admins).toEqual([keyOf(PEOPLE.owner)]);
});

test.each([
  ['no job', {}, 'No job is named.'],
  ['an unknown one', { job: 'clean-up' }, 'There is no job "clean-up"'],
  ['a set-up without teams', { job: 'set-up', organisation: ORGANISATION }, 'teams: '],
])('fails on %s with a sentence for whoever invoked it', async (_, event, sentence) => {
  await expect(jobs.invoke(event)).rejects.toThrow(sentence);
});

import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { loadOrganisation, loadTeam } from '../../lib/acts/standing.ts';
import { stopOrganisation } from '../../lib/acts/stop.ts';
import { type Job, jobsHandler, readJob, runJob } from '../../lib/jobs/run-job.ts';
import { ORGANISATION, TEAMS } from '../../lib/local/sample/organisation.ts';
import { readEverything } from '../../lib/store/log.ts';
import { makeBare } from '../acts/settings-kit.ts';
import { type TestDeps, testDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const perfect = { job: 'set-up', organisation: ORGANISATION, teams: TEAMS };
const { home: _, ...homeless } = ORGANISATION;
const stranger = 'T0OTHER/U0STRANGER';

test.each(['sweep', 'checkpoint'])('reads the %s as the schedule sends it', (job) => {
  expect(readJob({ job })).toEqual({ kind: job });
});

test('reads an organisation with its teams', () => {
  expect(readJob(perfect)).toEqual({ kind: 'set-up', organisation: ORGANISATION, teams: TEAMS });
});

test('takes an organisation file as it is: the home is where its people are from', () => {
  expect(readJob({ ...perfect, organisation: homeless })).toEqual(readJob(perfect));
  const file: object = JSON.parse(readFileSync('examples/organisation.json', 'utf8'));
  expect(readJob({ job: 'set-up', ...file })).toMatchObject({
    kind: 'set-up',
    organisation: { home: 'T01EXAMPLE' },
  });
});

test.each([
  [
    'a job that nobody wrote',
    { job: 'clean-up' },
    'There is no job "clean-up". This function knows',
  ],
  ['an event of something else', { Records: [] }, 'No job is named. This function knows'],
  ['nothing', undefined, 'No job is named.'],
  ['a text', 'sweep', 'No job is named.'],
])('refuses %s and says what there is', (_, event, sentence) => {
  expect(readJob(event)).toMatchObject({
    kind: 'refused',
    why: 'unknown-job',
    say: expect.stringContaining(sentence),
  });
});

const spoiled: [string, object, string][] = [
  ['no teams', { teams: undefined }, 'teams: '],
  ['a misspelled key', { team: [] }, 'Unrecognized key: "team"'],
  [
    'nobody who administers',
    { organisation: { ...ORGANISATION, admins: [] } },
    'name at least one',
  ],
  [
    'an admin without an organisation',
    { organisation: { ...ORGANISATION, admins: ['U0A'] } },
    'organisation.admins.0: a person is written T…/U…',
  ],
  [
    'an admin from elsewhere',
    { organisation: { ...ORGANISATION, admins: [stranger] } },
    `${stranger} is not of T0YARD`,
  ],
  [
    'people of two organisations',
    { organisation: { ...homeless, auditors: [stranger] } },
    `${stranger} is not of T0YARD`,
  ],
  [
    'a lead from elsewhere',
    { teams: TEAMS.map((one) => ({ ...one, lead: stranger })) },
    `${stranger} is not of T0YARD`,
  ],
];

test.each(spoiled)('refuses to set up with %s, and says where', (_, change, sentence) => {
  expect(readJob({ ...perfect, ...change })).toMatchObject({
    kind: 'refused',
    why: 'wrong-job',
    say: expect.stringContaining(sentence),
  });
});

const noSweep = { sweep: () => Promise.reject(new Error('nobody asked for a sweep')) };
const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps(engine());
});

test('sets up what does not exist, and leaves what exists as it is', async () => {
  const [team] = TEAMS;
  if (!team) throw new Error('the sample has no team');
  const renamed = { ...ORGANISATION, name: 'Somebody else' };
  const legal = { ...team, id: 'team-legal', name: 'Legal' };
  const job: Job = { kind: 'set-up', organisation: renamed, teams: [legal] };
  expect(await runJob(deps, noSweep, job)).toEqual({ job: 'set-up', home: 'T0YARD', teams: 1 });
  expect(await loadOrganisation(deps)).toEqual(ORGANISATION);
  expect(await loadTeam(deps, 'team-legal')).toEqual(legal);
  const before = await countLines();
  await runJob(deps, noSweep, job);
  expect(await countLines()).toBe(before);
});

test('makes checkpoints, and needs no Slack for it', async () => {
  const handler = jobsHandler(deps, noSweep);
  expect(await handler({ job: 'checkpoint' })).toMatchObject({ checkpoints: 1 });
  expect(await handler({ job: 'checkpoint' })).toEqual({ checkpoints: 0, lines: 0 });
});

test('hands the sweep on, and answers what it did', async () => {
  const handler = jobsHandler(deps, { sweep: async () => ({ expired: 3 }) });
  expect(await handler({ job: 'sweep' })).toEqual({ expired: 3 });
});

test('fails on a refused job, so that its invocation is seen to have failed', async () => {
  const handler = jobsHandler(deps, noSweep);
  await expect(handler({ job: 'clean-up' })).rejects.toThrow('There is no job "clean-up"');
});

test('set-up alone makes the person whom the deploy named the first admin, once', async () => {
  expect(readJob({ job: 'set-up' })).toEqual({ kind: 'first-admin' });
  await makeBare(deps);
  const admin = 'T0YARD/U0OWNER';
  const handler = jobsHandler(deps, { ...noSweep, firstAdmin: async () => admin });
  expect(await handler({ job: 'set-up' })).toEqual({ job: 'set-up', home: 'T0YARD', named: true });
  expect((await loadOrganisation(deps)).admins).toEqual([admin]);
  expect(await handler({ job: 'set-up' })).toMatchObject({ named: false });
});

test('set-up alone says what to do where the deploy named nobody', async () => {
  for (const means of [noSweep, { ...noSweep, firstAdmin: async () => undefined }]) {
    await expect(jobsHandler(deps, means)({ job: 'set-up' })).rejects.toThrow(
      'Deploy with -c firstAdmin=U…',
    );
  }
});

test('set-up alone refuses a person of another organisation than the data', async () => {
  const handler = jobsHandler(deps, { ...noSweep, firstAdmin: async () => stranger });
  await expect(handler({ job: 'set-up' })).rejects.toThrow('belong to the organisation T0YARD');
});

test.each([{ job: 'set-up' }, perfect])(
  '%j opens what was stopped, as an operator asks for it',
  async (job) => {
    const actor = { kind: 'system' as const, id: 'tests' };
    await stopOrganisation(deps, 'uninstalled', actor);
    expect((await loadOrganisation(deps)).stopped).toBeDefined();
    await jobsHandler(deps, { ...noSweep, firstAdmin: async () => 'T0YARD/U0OWNER' })(job);
    expect((await loadOrganisation(deps)).stopped).toBeUndefined();
  },
);

test('an operator declares that the tables went back in time', async () => {
  const lost = { number: 12, hash: 'a'.repeat(64) };
  const madeAt = '2026-11-20T09:00:00.000Z';
  const earlier = { number: 2, at: madeAt, by: 'system/restore', madeAt, from: lost };
  const event = { job: 'restored', madeAt, by: 'T0YARD/U0ADMIN', lost, forgot: [earlier] };
  const { job, ...said } = event;
  expect(readJob(event)).toEqual({ kind: job, ...said });
  expect(readJob({ ...event, by: 'somebody' })).toMatchObject({
    why: 'wrong-job',
    say: expect.stringContaining('by: a person is written'),
  });
  expect(await jobsHandler(deps, noSweep)(event)).toMatchObject({ job: 'restored' });
  expect((await loadOrganisation(deps)).restored).toMatchObject({
    by: 'person/T0YARD/U0ADMIN',
    lost,
    forgot: [earlier],
  });
});

test('what is past the retention time is counted first, where that is asked', async () => {
  expect(readJob({ job: 'retention' })).toEqual({ kind: 'retention', dryRun: false });
  expect(readJob({ job: 'retention', dryRun: true })).toEqual({ kind: 'retention', dryRun: true });
  expect(await jobsHandler(deps, noSweep)({ job: 'retention', dryRun: true })).toMatchObject({
    approvals: 0,
    more: false,
  });
});

async function countLines(): Promise<number> {
  let count = 0;
  for await (const _line of readEverything(deps.store)) count += 1;
  return count;
}

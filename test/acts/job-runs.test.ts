import { beforeEach, expect, test } from 'vitest';
import { makeCheckpoints } from '../../lib/acts/checkpoint.ts';
import { loadDeparture } from '../../lib/acts/departure-store.ts';
import { listJobRuns, recorder, showJobRun, startJob } from '../../lib/acts/job-runs.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { sweepTeams } from '../../lib/acts/team-sweep.ts';
import { readNewestCheckpoint } from '../../lib/store/checkpoints.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER } from '../kit/people.ts';
import { left } from './departure-kit.ts';
import { asked, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const DAY = 24 * 60;
const WORKS = {
  sweep: async (using: Parameters<typeof sweepDue>[0]) => ({
    ...(await sweepDue(using)),
    ...(await sweepTeams(using)),
  }),
  checkpoint: makeCheckpoints,
  retention: async () => ({}),
};
const runs = async (job?: string) => {
  const listed = await listJobRuns(deps, AUDITOR, { job, most: 50 });
  if (listed.kind === 'refused') throw new Error(listed.say);
  return listed.runs;
};

test('a run that did something leaves a record; of quiet ones the last does', async () => {
  const { run } = recorder(deps);
  await asked(deps, await registered(deps));
  deps.pass(3 * DAY);
  await run('sweep', sweepDue);
  for (let n = 0; n < 30; n += 1) {
    await run('sweep', sweepDue);
    deps.pass(1 / 12);
  }
  const [quiet, did, ...more] = await runs('sweep');
  expect(more).toEqual([]);
  expect(quiet).toMatchObject({ did: 0, failed: 0 });
  expect(did).toMatchObject({ did: 1, counts: { expired: 1 } });
  expect(await showJobRun(deps, ADMIN, did?.id ?? '')).toEqual({ kind: 'run', run: did });
});

test('a job that is days late, or runs twice at once, does each thing once', async () => {
  const { run } = recorder(deps);
  await asked(deps, await registered(deps));
  deps.pass(30 * DAY);
  await Promise.all([run('sweep', sweepDue), run('sweep', sweepDue)]);
  await run('sweep', sweepDue);
  const expired = (await runs('sweep')).map((one) => one.counts.expired ?? 0);
  expect(expired.reduce((a, b) => a + b)).toBe(1);
});

test('trouble is counted with its sentence, and what breaks down leaves a record', async () => {
  const { run } = recorder(deps);
  await run('sweep', async ({ log }) => {
    log.info({}, 'well');
    log.warn({}, 'nearly');
    log.error({ secret: 'words' }, 'it could not be done');
    return {};
  });
  await expect(run('retention', () => Promise.reject(new TypeError('words')))).rejects.toThrow();
  const all = await runs();
  expect(all.map((one) => one.failed)).toEqual([1, 1]);
  expect(all.map((one) => one.broke)).toContain('TypeError');
  expect(all.flatMap((one) => one.why)).toEqual([{ say: 'it could not be done', times: 1 }]);
  expect(JSON.stringify(all)).not.toContain('words');
});

test('a record that cannot be kept breaks nothing', async () => {
  const store = { ...deps.store, registry: 'no-such-table' };
  const { run } = recorder({ ...deps, store });
  expect((await run('sweep', async () => ({ expired: 1 }))).result).toEqual({ expired: 1 });
});

test('after ninety days they are left out', async () => {
  await recorder(deps).run('sweep', async () => ({ expired: 1 }));
  deps.pass(90 * DAY);
  expect(await runs()).toHaveLength(1);
  deps.pass(1);
  expect(await runs()).toEqual([]);
});

test('a dry run shows what would be written and sent, and changes nothing', async () => {
  await left(deps);
  const before = (await unsent(deps)).length;
  const started = await startJob(deps, ADMIN, { job: 'sweep', dryRun: true }, WORKS);
  if (started.kind !== 'dry') throw new Error('no dry run');
  expect(started.would.changes).toContainEqual({
    subject: `departure/${COLLEAGUE}`,
    event: 'departure.asked',
  });
  expect(started.would.messages).toContainEqual(
    expect.objectContaining({ what: 'departure-ask', place: 'U0OWNER' }),
  );
  expect((await loadDeparture(deps, COLLEAGUE))?.state.orphans).toEqual([]);
  expect((await unsent(deps)).length).toBe(before);
  expect(await runs()).toEqual([]);
  await startJob(deps, ADMIN, { job: 'checkpoint', dryRun: true }, WORKS);
  expect(await readNewestCheckpoint(deps.store)).toBeUndefined();
});

test('--at looks ahead, and is only for a dry run', async () => {
  await asked(deps, await registered(deps));
  const at = '2027-03-01T09:00:00.000Z';
  const ahead = await startJob(deps, ADMIN, { job: 'sweep', at, dryRun: true }, WORKS);
  expect(ahead).toMatchObject({ kind: 'dry', at });
  if (ahead.kind !== 'dry') throw new Error('no dry run');
  expect(ahead.would.changes.map((one) => one.event)).toContain('approval.expired');
  expect(await startJob(deps, ADMIN, { job: 'sweep', at, dryRun: false }, WORKS)).toMatchObject({
    why: 'only-dry',
  });
});

test('a job is started by an admin, where it can be', async () => {
  const wanted = { job: 'sweep', dryRun: false };
  expect(await startJob(deps, ADMIN, wanted, WORKS)).toMatchObject({ kind: 'ran' });
  expect(await startJob(deps, OWNER, wanted, WORKS)).toMatchObject({ why: 'not-allowed' });
  expect(await startJob(deps, ADMIN, wanted, undefined)).toMatchObject({ why: 'not-here' });
  const none = { ...wanted, job: 'dance' };
  expect(await startJob(deps, ADMIN, none, WORKS)).toMatchObject({ why: 'no-job' });
  expect(await listJobRuns(deps, OWNER, { most: 1 })).toMatchObject({ why: 'not-allowed' });
  expect(await listJobRuns(deps, ADMIN, { job: 'dance', most: 1 })).toMatchObject({
    why: 'no-job',
  });
  expect(await showJobRun(deps, ADMIN, 'sweep~none')).toMatchObject({ why: 'no-job-run' });
});

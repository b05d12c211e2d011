import { beforeEach, expect, test } from 'vitest';
import { jobRun } from '../../lib/core/job-run.ts';
import { putRun, readRuns } from '../../lib/store/job-runs.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const run = (n: number) =>
  jobRun(
    { id: `sweep~${n}`, job: 'sweep', at: `2026-11-23T09:00:0${n}.000Z`, tookMs: 1 },
    { expired: n },
    [],
  );

test('the newest first, and of the quiet ones the last', async () => {
  for (const n of [1, 2, 3]) await putRun(deps.store, run(n), false);
  for (const n of [4, 5]) await putRun(deps.store, run(n), true);
  expect((await readRuns(deps.store, 'sweep', 2)).map((one) => one.id)).toEqual([
    'sweep~3',
    'sweep~2',
    'sweep~5',
  ]);
  expect(await readRuns(deps.store, 'checkpoint', 2)).toEqual([]);
});

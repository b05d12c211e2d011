import { listJobRuns, showJobRun, startJob, type Works } from '../acts/job-runs.ts';
import {
  getJobRunOperation,
  type JobRunAnswer,
  listJobRunsOperation,
  startJobOperation,
} from '../contract/jobs.ts';
import type { JobRun } from '../core/job-run.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 20;

/** Runs of the schedule's jobs. `works`: those that can be started here. */
export function serveJobs(door: Door, works: Works | undefined): void {
  const { deps } = door;
  servePerson(door, listJobRunsOperation, async ({ caller, query }) => {
    const { job, limit: most = USUAL } = query;
    const listed = await listJobRuns(deps, caller, { job, most });
    return listed.kind === 'refused' ? listed : answer({ runs: listed.runs.map(view) });
  });
  servePerson(door, getJobRunOperation, async ({ caller, params }) => {
    const shown = await showJobRun(deps, caller, params.id);
    return shown.kind === 'refused' ? shown : answer(view(shown.run));
  });
  servePerson(door, startJobOperation, async ({ caller, params, body }) => {
    const { dry_run: dryRun = false, at } = body;
    const started = await startJob(deps, caller, { job: params.job, dryRun, at }, works);
    if (started.kind === 'refused') return started;
    if (started.kind === 'dry') {
      const { job, at: then, would } = started;
      const { changes, messages, more } = would;
      const shown = { changes: [...changes], messages: [...messages], more };
      return answer({ dry_run: true, job, at: then, would: shown });
    }
    const { run } = started;
    return answer({ dry_run: false, job: run.job, at: run.at, run: view(run) });
  });
}

function view({ tookMs, looked, ...run }: JobRun): JobRunAnswer {
  return { ...run, took_ms: tookMs, looked_at: looked };
}

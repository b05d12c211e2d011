import {
  isQuiet,
  JOBS,
  type JobName,
  type JobRun,
  jobRun,
  RUNS_KEPT_DAYS,
  type Said,
  type WouldDo,
} from '../core/job-run.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { milliseconds, minutesAfter } from '../core/time.ts';
import { dryStore } from '../store/dry-run.ts';
import { putRun, readRuns } from '../store/job-runs.ts';
import { LANES, readDueRows, readRow } from '../store/outbox.ts';
import type { Deps } from './deps.ts';
import { mayNotHere } from './standing.ts';

/** One job with everything it needs besides the deps that it is run with. */
type Work = (deps: Deps) => Promise<object>;
export type Works = Readonly<Record<JobName, Work>>;

/** Quiet runs are noted once in a while: the last one tells that the schedule goes on. */
const QUIET_EVERY_MINUTES = 1;

/** Runs jobs and keeps a record of each run. */
export interface Recorder {
  run(job: JobName, work: Work): Promise<{ readonly run: JobRun; readonly result: object }>;
}

/**
 * "A run leaves a record." What broke down leaves one as well, and is thrown on. A record that cannot
 * be kept is logged, and breaks nothing.
 */
export function recorder(deps: Deps): Recorder {
  const quietAt = new Map<JobName, string>();
  const keep = async (run: JobRun) => {
    const quiet = isQuiet(run);
    const since = quietAt.get(run.job);
    if (quiet && since !== undefined && run.at < minutesAfter(since, QUIET_EVERY_MINUTES)) return;
    if (quiet) quietAt.set(run.job, run.at);
    await putRun(deps.store, run, quiet).catch((error: unknown) => {
      deps.log.error({ job: run.job, error: nameOf(error) }, 'the record of a job was not kept');
    });
  };
  return {
    run: async (job, work) => {
      const said: Said[] = [];
      const at = deps.now();
      const begun = { id: `${job}~${at}~${deps.newId('run')}`, job, at };
      const over = () => ({ ...begun, tookMs: milliseconds(deps.now()) - milliseconds(at) });
      try {
        const result = await work(listening(deps, said));
        const run = jobRun(over(), result, said);
        await keep(run);
        return { run, result };
      } catch (error) {
        await keep(jobRun({ ...over(), broke: nameOf(error) }, {}, said));
        throw error;
      }
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

/** The same deps; what the job reports as an error on its way is noted. Its sentences are ours. */
function listening(deps: Deps, said: Said[]): Deps {
  const log: Deps['log'] = {
    info: (fields, message) => deps.log.info(fields, message),
    warn: (fields, message) => deps.log.warn(fields, message),
    error: (fields, message) => {
      said.push({ say: message });
      deps.log.error(fields, message);
    },
  };
  return { ...deps, log };
}

export type JobRunsListed =
  | { readonly kind: 'runs'; readonly runs: readonly JobRun[] }
  | Refusal<'not-allowed' | 'no-job'>;

/** Runs of one job, or of all, the newest first: those that did something, and the last quiet ones. */
export async function listJobRuns(
  deps: Deps,
  by: PersonKey,
  { job, most }: { readonly job?: string | undefined; readonly most: number },
): Promise<JobRunsListed> {
  const refusal = await mayNotHere(deps, 'read-oversight', by);
  if (refusal) return refusal;
  const names = job === undefined ? JOBS : JOBS.filter((one) => one === job);
  if (names.length === 0) return noJob(job);
  const lists = await Promise.all(names.map((one) => readRuns(deps.store, one, most)));
  // One machine has no clock that takes out what is old.
  const since = minutesAfter(deps.now(), -RUNS_KEPT_DAYS * 24 * 60);
  const runs = lists.flat().filter((one) => one.at >= since);
  return { kind: 'runs', runs: runs.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, most) };
}

function noJob(job = ''): Refusal<'no-job'> {
  return refuse('no-job', `There is no job "${job.slice(0, 40)}". Known: ${JOBS.join(', ')}.`);
}

const MOST_LOOKED = 1000;

/** One run by its id. */
export async function showJobRun(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<{ readonly kind: 'run'; readonly run: JobRun } | Refusal> {
  const [job = ''] = id.split('~');
  const listed = await listJobRuns(deps, by, { job, most: MOST_LOOKED });
  if (listed.kind === 'refused') return listed;
  const run = listed.runs.find((one) => one.id === id);
  return run
    ? { kind: 'run', run }
    : refuse('no-job-run', 'There is no such run, or it is too old.');
}

export interface StartWanted {
  readonly job: string;
  /** As if it were that moment; only for a dry run. */
  readonly at?: string | undefined;
  readonly dryRun: boolean;
}

export type Started =
  | { readonly kind: 'ran'; readonly run: JobRun }
  | { readonly kind: 'dry'; readonly at: string; readonly job: JobName; readonly would: WouldDo }
  | Refusal;

/**
 * An admin starts a job on this machine, or looks what it would do. `works` is absent where a schedule
 * of its own starts jobs. A dry run writes nothing, and asks Slack only who somebody is.
 */
export async function startJob(
  deps: Deps,
  by: PersonKey,
  wanted: StartWanted,
  works: Works | undefined,
): Promise<Started> {
  const refusal = await mayNotHere(deps, 'run-job', by);
  if (refusal) return refusal;
  const job = JOBS.find((one) => one === wanted.job);
  if (!job) return noJob(wanted.job);
  if (wanted.at !== undefined && !wanted.dryRun) {
    return refuse('only-dry', 'Another moment than now is for a dry run. Add --dry-run.');
  }
  if (!works) {
    const say = `Here a schedule starts the jobs. To start one by hand, invoke the jobs function with {"job":"${job}"}.`;
    return refuse('not-here', say);
  }
  const work = works[job];
  if (wanted.dryRun) return dryRun(deps, { job, at: wanted.at ?? deps.now() }, work);
  return { kind: 'ran', run: (await recorder(deps).run(job, work)).run };
}

async function dryRun(
  deps: Deps,
  { job, at }: { readonly job: JobName; readonly at: string },
  work: Work,
): Promise<Started> {
  const { store, found } = dryStore(deps.store);
  const late = job === 'sweep' ? await waiting(deps, at) : [];
  // What is thrown out after a first step is no trouble.
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const { archive: _, ...rest } = deps;
  await work({ ...rest, store, log, now: () => at, wake: () => {} });
  const { changes, messages, more } = found();
  return { kind: 'dry', at, job, would: { changes, messages: [...late, ...messages], more } };
}

const MOST_WAITING = 100;

/** What is to be sent already, in each lane the first ones. */
async function waiting(deps: Deps, at: string): Promise<WouldDo['messages']> {
  const ids = await Promise.all(
    LANES.map((lane) => readDueRows(deps.store, lane, at, MOST_WAITING)),
  );
  const rows = await Promise.all(ids.flat().map((id) => readRow(deps.store, id)));
  return rows.flatMap((row) => {
    return row ? [{ what: row.what, subject: row.subject, place: row.place }] : [];
  });
}

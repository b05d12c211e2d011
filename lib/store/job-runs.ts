import { type JobName, type JobRun, jobRunSchema, RUNS_KEPT_DAYS } from '../core/job-run.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { readNewest, readPart } from './read.ts';
import type { Item, Key, Store } from './store.ts';
import { putFleeting } from './touch.ts';

const RUN = 'RUN#';
const QUIET = 'QUIET';

function partition(job: JobName): string {
  return `job-runs/${job}`;
}

/** Where a run is kept: quiet ones all in one place, so that the last one is there. */
function placeOf({ job, at, id }: Pick<JobRun, 'job' | 'at' | 'id'>, quiet: boolean): Key {
  return { pk: partition(job), sk: quiet ? QUIET : `${RUN}${at}#${id}` };
}

/** Keeps the record of a run. It is no state of the registry, and leaves by itself after 90 days. */
export async function putRun(store: Store, run: JobRun, quiet: boolean): Promise<void> {
  const ttl = unixSeconds(minutesAfter(run.at, RUNS_KEPT_DAYS * 24 * 60));
  const item: Item = { ...placeOf(run, quiet), kind: 'job-run', ttl, data: run };
  await putFleeting(store, item);
}

/** The last `most` runs of a job that did something, last first, and the last quiet one. */
export async function readRuns(store: Store, job: JobName, most: number): Promise<JobRun[]> {
  const listing = { partition: partition(job), prefix: RUN, schema: jobRunSchema };
  const [runs, quiet] = await Promise.all([
    readNewest(store, listing, most),
    readPart(store, { pk: partition(job), sk: QUIET }, jobRunSchema),
  ]);
  return quiet ? [...runs, quiet.state] : runs;
}

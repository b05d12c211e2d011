import {
  getJobRunOperation,
  listJobRunsOperation,
  type StartJobBody,
  startJobOperation,
} from '../contract/jobs.ts';
import type { QueryOf } from '../contract/operation.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';

/** Runs of the schedule's jobs, with an admin's or auditor's login. */
export function jobCalls(options: ClientOptions) {
  return {
    listJobRuns: (query: QueryOf<typeof listJobRunsOperation>) =>
      callAgain(options, listJobRunsOperation, { query }),
    jobRun: (id: string) => callAgain(options, getJobRunOperation, { params: { id } }),
    startJob: (job: string, body: StartJobBody) =>
      callOnce(options, startJobOperation, { params: { job }, body }),
  };
}

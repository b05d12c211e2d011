import * as z from 'zod';
import { JOBS } from '../core/job-run.ts';
import { countSchema, momentSchema, operation, text } from './operation.ts';

const runSchema = z.object({
  id: z.string(),
  job: z.enum(JOBS),
  at: momentSchema,
  took_ms: z.int(),
  looked_at: z.int(),
  did: z.int(),
  withheld: z.int(),
  failed: z.int(),
  why: z.array(z.object({ say: z.string(), times: z.int() })),
  /** Every number that the job gave, by its name. */
  counts: z.record(z.string(), z.int()),
  /** The kind of error that it broke down with. */
  broke: z.string().optional(),
});
export type JobRunAnswer = z.infer<typeof runSchema>;

const runsSchema = z.object({ runs: z.array(runSchema) });

export const listJobRunsOperation = operation({
  id: 'listJobRuns',
  method: 'get',
  path: '/v1/jobs/runs',
  summary:
    'Runs of the schedule’s jobs that did something, and the last quiet ones, the newest first; kept 90 days.',
  who: 'person',
  query: z.object({ job: z.string().max(40).optional(), limit: countSchema(1, 200).optional() }),
  answer: runsSchema,
});

export const getJobRunOperation = operation({
  id: 'getJobRun',
  method: 'get',
  path: '/v1/jobs/runs/{id}',
  summary: 'One run: what it looked at, did, withheld and failed at, and why.',
  who: 'person',
  params: z.object({ id: text(120) }),
  answer: runSchema,
});

const startedSchema = z.object({
  dry_run: z.boolean(),
  job: z.enum(JOBS),
  at: momentSchema,
  /** What it did; absent for a dry run. */
  run: runSchema.optional(),
  /** What it would write and send; absent for a run. */
  would: z
    .object({
      changes: z.array(z.object({ subject: z.string(), event: z.string() })),
      messages: z.array(z.object({ what: z.string(), subject: z.string(), place: z.string() })),
      /** What comes after the first step of a thing is not shown. */
      more: z.boolean(),
    })
    .optional(),
});
export type JobStarted = z.infer<typeof startedSchema>;

export const startJobOperation = operation({
  id: 'startJob',
  method: 'post',
  path: '/v1/jobs/{job}/runs',
  summary: 'Start a job on this machine, or see what it would write and send, now or at a moment.',
  who: 'person',
  params: z.object({ job: text(40) }),
  body: z.strictObject({ dry_run: z.boolean().optional(), at: momentSchema.optional() }),
  answer: startedSchema,
});
export type StartJobBody = z.infer<typeof startJobOperation.body>;

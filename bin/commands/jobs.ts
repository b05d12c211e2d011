import type { Command } from 'commander';
import type { JobRunAnswer, JobStarted } from '../../lib/contract/jobs.ts';
import { count } from '../../lib/core/count.ts';
import { JOBS } from '../../lib/core/job-run.ts';
import { plainDate } from '../../lib/core/time.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { asPerson, type Shell } from '../shell.ts';

interface List extends ServerOptions {
  readonly job?: string;
  readonly limit: string;
}

interface Run extends ServerOptions {
  readonly at?: string;
  readonly dryRun?: boolean;
}

/** `yardmaster jobs list | show | run`: what the schedule did, and what it would do. */
export function addJobs(program: Command, shell: Shell): void {
  const jobs = program.command('jobs').description('what the schedule did, and what it would do');
  asPerson(jobs.command('list'))
    .description('runs that did something, and the last quiet ones, the newest first')
    .option('--job <job>', JOBS.join(', '))
    .option('--limit <n>', 'at most so many', '20')
    .action(({ job, limit, ...options }: List) =>
      shell.person(options, 'auditor', async ({ client, print, fail }) => {
        const outcome = await client.listJobRuns({ job, limit: Number(limit) });
        if (outcome.kind !== 'ok') return fail(outcome);
        const lines = outcome.value.runs.map(line);
        print(outcome.value, lines.join('\n') || 'No job has run yet.');
        return 0;
      }),
    );
  asPerson(jobs.command('show'))
    .description('one run: what it looked at, did, withheld and failed at, and why')
    .argument('<run>')
    .action((id: string, options: ServerOptions) =>
      shell.person(options, 'auditor', async ({ client, print, fail }) => {
        const outcome = await client.jobRun(id);
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, runText(outcome.value));
        return 0;
      }),
    );
  addRun(jobs, shell);
}

function addRun(jobs: Command, shell: Shell): void {
  asPerson(jobs.command('run'))
    .description('start a job on this machine, or see what it would write and send')
    .argument('<job>', JOBS.join(', '))
    .option('--at <time>', 'as if it were then, 2026-12-01T09:00:00Z; only with --dry-run')
    .option('--dry-run', 'change and send nothing')
    .action((job: string, { at, dryRun = false, ...options }: Run) =>
      shell.person(options, 'admin', async ({ client, print, fail }) => {
        const moment = at === undefined ? {} : { at: momentOf(at) };
        const outcome = await client.startJob(job, { dry_run: dryRun, ...moment });
        if (outcome.kind !== 'ok') return fail(outcome);
        print(outcome.value, startedText(outcome.value));
        return outcome.value.run?.failed ? 1 : 0;
      }),
    );
}

function momentOf(text: string): string {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new UsageProblem('Write --at like 2026-12-01T09:00:00Z.');
}

function line(run: JobRunAnswer): string {
  return `${run.id}  ${run.job}  ${plainDate(run.at)}  ${figures(run)}`;
}

function figures({ looked_at, did, withheld, failed, took_ms, broke }: JobRunAnswer): string {
  const end = broke ? `; broke down: ${broke}` : '';
  return `looked at ${looked_at}, did ${did}, withheld ${withheld}, failed ${failed}, took ${took_ms} ms${end}`;
}

function runText(run: JobRunAnswer): string {
  const done = Object.entries(run.counts).filter(([, n]) => n > 0);
  return [
    line(run),
    ...done.map(([name, n]) => `  ${name}: ${n}`),
    ...run.why.map(({ say, times }) => `  ${count(times, 'time')}: ${say}`),
  ].join('\n');
}

function startedText({ at, job, run, would }: JobStarted): string {
  if (run) return runText(run);
  const { changes = [], messages = [], more = false } = would ?? {};
  return [
    `${job} at ${plainDate(at)} would make ${count(changes.length, 'change')} and send ${count(messages.length, 'message')}. Nothing was changed or sent.`,
    ...changes.map(({ subject, event }) => `  ${event}  ${subject}`),
    ...messages.map(({ what, subject, place }) => `  ${what}  ${subject} -> ${place}`),
    ...(more ? ['There is more: only the first step of each thing is shown.'] : []),
  ].join('\n');
}

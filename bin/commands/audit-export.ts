import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { PartOfLog } from '../../lib/contract/log.ts';
import { count } from '../../lib/core/count.ts';
import { openExportFile } from '../export-file.ts';
import type { ServerOptions } from '../identity.ts';
import { filterOf, withFilter } from '../log-filter.ts';
import { logSheet } from '../log-sheet.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

type Options = ServerOptions & PartOfLog & { readonly format: 'jsonl' | 'csv' };

/** `yardmaster audit export log.ndjson`, `yardmaster audit export march.csv --format csv --from 2026-03-01` */
export function addExport(audit: Command, shell: Shell): void {
  withFilter(asPerson(audit.command('export')))
    .description('write the whole log as lines of JSON, or a part of it')
    .argument('[file]', 'standard output when absent')
    .option('--subject <subject>', 'only of one thing, newest first: workflow/<name>, …')
    .addOption(
      new Option('--format <format>', 'csv is for reading: only jsonl can be verified')
        .choices(['jsonl', 'csv'])
        .default('jsonl'),
    )
    .action((file: string | undefined, options: Options) =>
      shell.person(options, 'auditor', (session) =>
        file ? exportToFile(session, file, options) : exportToOutput(session, options),
      ),
    );
}

function partOf({ subject, ...options }: Options): PartOfLog {
  return { ...filterOf(options), ...(subject === undefined ? {} : { subject }) };
}

async function exportToOutput({ io, client, fail }: Session, options: Options): Promise<number> {
  const { header, row } = rowsOf(options);
  if (header) io.out(header);
  const outcome = await client.exportAudit((line) => {
    const text = row(line);
    if (text !== undefined) io.out(text);
  }, partOf(options));
  return outcome.kind === 'ok' ? 0 : fail(outcome);
}

/** How lines are written; checkpoints have no row in a sheet. */
function rowsOf({ format }: Options): ReturnType<typeof logSheet> {
  return format === 'csv' ? logSheet() : { header: '', row: (line) => `${line}\n` };
}

const TOLD_EVERY = 10_000;

async function exportToFile(session: Session, name: string, options: Options): Promise<number> {
  const { io, client, print, fail } = session;
  const file = openExportFile(resolve(io.cwd, name));
  const { header, row } = rowsOf(options);
  if (header) file.write(header);
  let checkpoints = 0;
  let lines = 0;
  const outcome = await client.exportAudit((line) => {
    lines += 1;
    if (line.startsWith('{"checkpoint":')) checkpoints += 1;
    if (lines % TOLD_EVERY === 0) io.err(`${lines} lines so far.\n`);
    const text = row(line);
    if (text !== undefined) file.write(text);
  }, partOf(options));
  if (outcome.kind !== 'ok') {
    file.discard();
    return fail(outcome);
  }
  file.keep();
  const events = outcome.value - checkpoints;
  print({ file: name, events, checkpoints }, saidOf({ name, events, checkpoints }, options));
  return 0;
}

interface Held {
  readonly name: string;
  readonly events: number;
  readonly checkpoints: number;
}

function saidOf({ name, events, checkpoints }: Held, options: Options): string {
  const part = Object.keys(partOf(options)).length > 0;
  if (part) return `${name} holds ${count(events, 'event')}: a part of the log, for reading.`;
  if (options.format === 'csv') return `${name} holds ${count(events, 'event')}, for reading.`;
  return `${name} holds ${count(events, 'event')} and ${count(checkpoints, 'checkpoint')}.`;
}

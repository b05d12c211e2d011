import type { Command } from 'commander';
import { type EstateFile, readEstateFile } from '../estate-file.ts';
import { countsOf, previewOf, previewText } from '../estate-report.ts';
import type { ServerOptions } from '../identity.ts';
import { type Io, UsageProblem } from '../io.ts';
import { sendEstate } from '../send-estate.ts';
import { asPerson, printTo, type Session, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly dryRun?: boolean;
}

/** `yardmaster import workflows FILE`: what runs already, as discovered entries without credentials. */
export function addImportWorkflows(parent: Command, shell: Shell): void {
  asPerson(parent.command('workflows'))
    .description(
      'take in a list of workflows that run already (CSV or a JSON array); exit code 1 when any row was refused',
    )
    .argument('<file>', 'columns: name, owner (e-mail or U…), team, purpose, systems, pins')
    .option('--dry-run', 'check every row, and write nothing')
    .action((file: string, options: Options) => {
      const read = readEstateFile(shell.io, file);
      tellUnknown(shell.io, read);
      return options.dryRun
        ? preview(shell, options, read)
        : shell.person(options, 'admin', (session) => importAll(session, read));
    });
}

function tellUnknown({ err }: Io, { unknown }: EstateFile): void {
  if (unknown.length > 0) err(`These columns are not read: ${unknown.join(', ')}.\n`);
}

/**
 * Everything is looked up, nothing is written. Without a server, or a login for it, only the file
 * itself can be checked: that is said, and is no success.
 */
async function preview(shell: Shell, options: Options, file: EstateFile): Promise<void> {
  const { count, rows, problems } = file;
  const alone = (why: string) => {
    const checked = previewOf(count, problems, []);
    printTo(shell.io, options.json, checked, previewText(checked));
    shell.io.err(
      `Only the file itself was checked, not its owners, teams and names that exist: ${why}\n`,
    );
    return 1;
  };
  try {
    await shell.person(options, 'admin', async ({ io, client, print, fail }) => {
      const sent = await sendEstate(client, io, { ...file, rows, dryRun: true });
      if (sent.failure?.kind === 'unreachable') return alone('the server does not answer.');
      if (sent.failure) return fail(sent.failure);
      const checked = previewOf(count, problems, sent.results);
      print(checked, previewText(checked));
      return checked.errors.length === 0 ? 0 : 1;
    });
  } catch (error) {
    if (!(error instanceof UsageProblem)) throw error;
    await shell.alone(async () => alone(error.message));
  }
}

/** Rows with errors are skipped, the others go in. Exit code 0 when there are none of the former, new or not. */
async function importAll(session: Session, file: EstateFile): Promise<number> {
  const { io, client, print, fail } = session;
  const { count, rows, problems } = file;
  const sent = await sendEstate(client, io, { ...file, rows, dryRun: false });
  if (sent.failure && sent.results.length === 0) return fail(sent.failure);
  const report = previewOf(count, problems, sent.results);
  const { added, changed, unchanged } = countsOf(sent.results);
  const summary = `${added} added, ${changed} changed, ${unchanged} unchanged. Their owners are asked in Slack.`;
  print({ ...report, added, changed, unchanged }, `${previewText(report)}\n${summary}`);
  if (sent.failure) {
    io.err('It stopped half-way. Run the same command again: what is in stays in.\n');
    return fail(sent.failure);
  }
  return report.errors.length === 0 ? 0 : 1;
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import type { ImportedTeamAnswer } from '../../lib/contract/teams.ts';
import { count } from '../../lib/core/count.ts';
import type { RowProblem } from '../../lib/core/estate-cell.ts';
import { readTeamTable } from '../../lib/core/team-row.ts';
import { readCsv } from '../../lib/sheet/csv.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { readTextFile } from '../json-file.ts';
import { sendTeams } from '../send-teams.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

interface ImportOptions extends ServerOptions {
  readonly dryRun?: boolean;
}

/** `yardmaster team list|import`. */
export function addTeam(program: Command, shell: Shell): void {
  const team = program.command('team').description('teams: who is in them, and importing many');
  asPerson(team.command('list'))
    .description('your teams; all of them for platform admins and auditors')
    .action((options: ServerOptions) => shell.person(options, 'admin', list));
  asPerson(team.command('import'))
    .description('create or change teams from a CSV file; exit code 1 when any row was refused')
    .argument('<file>', 'columns: id, name, lead, backup, channel, members')
    .option('--dry-run', 'say what would become of each row and change nothing')
    .action((file: string, options: ImportOptions) =>
      shell.person(options, 'admin', (session) => take(session, file, options.dryRun ?? false)),
    );
}

async function list({ client, print, fail }: Session): Promise<number> {
  const outcome = await client.teams();
  if (outcome.kind !== 'ok') return fail(outcome);
  const lines = outcome.value.teams.map((team) =>
    [
      `${team.id}  ${team.name}  lead ${team.lead}, ${team.members.length} members`,
      ...(team.empty ? ['nobody is left in it'] : []),
      ...(team.lead_left && !team.empty ? ['its lead has left Slack'] : []),
    ].join('; '),
  );
  print(outcome.value, lines.join('\n') || 'You are in no team. Ask your lead to add you.');
  return 0;
}

interface Report {
  /** Rows of the file, without the header. */
  readonly rows: number;
  /** Those that are, or would be, as the file says. */
  readonly ok: number;
  readonly errors: readonly RowProblem[];
}

/** Exit code 0 when every row is, or would be, as the file says: all imports keep to that, so that CI notices. */
async function take(session: Session, file: string, dryRun: boolean): Promise<number> {
  const { io, client, print, fail } = session;
  const sheet = readCsv(readTextFile(io, file));
  if (sheet.kind === 'unreadable') throw new UsageProblem(`${file}: ${sheet.say}`);
  const table = readTeamTable(sheet.columns, sheet.rows);
  const pause = io.pause ?? ((milliseconds: number) => wait(milliseconds));
  const progress = (done: number) => io.err(`${done} of ${table.rows.length} rows\n`);
  const sent = await sendTeams(client, table.rows, { dryRun, pause, progress });
  if (sent.failure && sent.results.length === 0) return fail(sent.failure);
  const report = reportOf(sheet.rows.length, table.problems, sent.results);
  print(report, reportText(report, sent.results, dryRun));
  if (sent.failure) return fail(sent.failure);
  return report.errors.length === 0 ? 0 : 1;
}

function reportOf(
  rows: number,
  problems: readonly RowProblem[],
  results: readonly ImportedTeamAnswer[],
): Report {
  const errors = [...problems, ...results.flatMap((one) => one.errors)];
  const ok = results.filter((one) => one.errors.length === 0).length;
  return { rows, ok, errors: errors.sort((a, b) => a.row - b.row) };
}

function reportText(
  { rows, ok, errors }: Report,
  results: readonly ImportedTeamAnswer[],
  dryRun: boolean,
): string {
  const of = (outcome: string) => results.filter((one) => one.outcome === outcome).length;
  const tally = `${of('created')} new, ${of('changed')} changed, ${of('unchanged')} as they were`;
  return [
    ...errors.map(({ row, field, message }) => `line ${row}, ${field}: ${message}`),
    `Good: ${ok} of ${count(rows, 'row')}, ${tally}.${dryRun ? ' Nothing was changed.' : ''}`,
  ].join('\n');
}

import type { Command } from 'commander';
import type { ReachAnswer } from '../../lib/contract/systems.ts';
import { count } from '../../lib/core/count.ts';
import { writeCsv } from '../../lib/sheet/csv.ts';
import { everyPage } from '../every-page.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly csv?: boolean;
}

const PAGE = 100;
const NOT_FILED =
  'Workflows of an earlier version are still being filed under their systems: some may be missing. Ask again in some minutes.\n';

/** `yardmaster reach`, `yardmaster reach crm` */
export function addReach(program: Command, shell: Shell): void {
  asPerson(program.command('reach'))
    .description('which workflows can touch a system; without one, every system by its workflows')
    .argument('[system]', 'its name, in any case and with any spaces')
    .option('--csv', 'print CSV')
    .action((system: string | undefined, options: Options) =>
      shell.person(options, 'owner', (session) =>
        system === undefined ? systems(session, options) : workflows(session, system, options),
      ),
    );
}

async function systems({ io, client, print, fail }: Session, { csv }: Options): Promise<number> {
  const outcome = await client.systems();
  if (outcome.kind !== 'ok') return fail(outcome);
  const { systems: all, complete } = outcome.value;
  if (!complete) io.err(NOT_FILED);
  if (csv) io.out(writeCsv(['system', 'workflows'], all));
  else print(outcome.value, systemsText(all));
  return 0;
}

function systemsText(all: readonly { system: string; workflows: number }[]): string {
  if (all.length === 0) return 'No workflow touches any system.';
  return all.map(({ system, workflows: n }) => `${system}  ${count(n, 'workflow')}`).join('\n');
}

async function workflows(
  { io, client, print, fail }: Session,
  system: string,
  { csv }: Options,
): Promise<number> {
  const outcome = await everyPage((cursor) => client.reach(system, { cursor, limit: PAGE }));
  if (outcome.kind !== 'ok') return fail(outcome);
  const { value } = outcome;
  if (!value.complete) io.err(NOT_FILED);
  if (csv) io.out(writeCsv(COLUMNS, value.items.map(csvRow)));
  else print(value, text(value.system, value.items));
  return 0;
}

const COLUMNS = [
  ...['workflow', 'team', 'owner', 'backup', 'status', 'via', 'scopes', 'waiting_scopes'],
  ...['gated', 'gated_actions', 'open_actions', 'revision'],
];

function csvRow(row: ReachAnswer) {
  return {
    ...row,
    backup: row.backup ?? '',
    via: row.via.join('; '),
    scopes: row.scopes.join(' '),
    waiting_scopes: row.waiting_scopes.join(' '),
    gated_actions: row.gated_actions.join(' '),
    open_actions: row.open_actions.join(' '),
  };
}

function text(system: string, rows: readonly ReachAnswer[]): string {
  if (rows.length === 0) return `No workflow can touch ${system}.`;
  const head = `${count(rows.length, 'workflow')} can touch ${system}:`;
  return [head, ...rows.flatMap(lines)].join('\n');
}

function lines(row: ReachAnswer): string[] {
  const { workflow, status, team, owner, backup, via, scopes, waiting_scopes: waiting } = row;
  return [
    `  ${workflow}  ${status}  ${team}, owner ${owner}${backup ? `, backup ${backup}` : ''}`,
    `    through ${via.join(', ')}`,
    ...(scopes.length > 0 ? [`    scopes: ${scopes.join(', ')}`] : []),
    ...(waiting.length > 0 ? [`    asked for, not given: ${waiting.join(', ')}`] : []),
    `    ${gateLine(row)}`,
  ];
}

function gateLine({ gated, gated_actions, open_actions }: ReachAnswer): string {
  switch (gated) {
    case 'all':
      return `needs approval: ${gated_actions.join(', ')}`;
    case 'some':
      return `needs approval: ${gated_actions.join(', ')}; needs none: ${open_actions.join(', ')}`;
    case 'none':
      return `needs no approval: ${open_actions.join(', ')}`;
    case 'no-actions':
      return 'no actions are listed for it';
  }
}

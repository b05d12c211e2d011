import type { Command } from 'commander';
import type { ListedAnswer } from '../../lib/contract/list-workflows.ts';
import { count } from '../../lib/core/count.ts';
import { writeCsv } from '../../lib/sheet/csv.ts';
import { everyPage } from '../every-page.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly owner?: string;
  readonly team?: string;
  readonly status?: string;
  readonly flag?: string;
  readonly csv?: boolean;
}

const PAGE = 100;

/** `yardmaster list --team team-support --status paused` */
export function addList(program: Command, shell: Shell): void {
  asPerson(program.command('list'))
    .description('list workflows by owner, team, status and flag')
    .option('--owner <person>', 'owned by this person, T…/U…')
    .option('--team <team>', 'of this team')
    .option('--status <status>', 'discovered, registered, active, paused or retired')
    .option('--flag <flag>', 'stale, orphaned, past-sunset, drifting or broken')
    .option('--csv', 'print CSV')
    .action((options: Options) =>
      shell.person(options, 'owner', async ({ io, client, print, fail }) => {
        const { owner, team, status, flag, csv } = options;
        const asked = { owner, team, status, flag, limit: PAGE };
        const outcome = await everyPage((cursor) => client.listWorkflows({ ...asked, cursor }));
        if (outcome.kind !== 'ok') return fail(outcome);
        const { items } = outcome.value;
        if (csv) io.out(writeCsv(COLUMNS, items.map(csvRow)));
        else print(outcome.value, text(items));
        return 0;
      }),
    );
}

const COLUMNS = [
  ...['workflow', 'status', 'team', 'owner', 'backup'],
  ...['purpose', 'revision', 'updated_at'],
];

function csvRow(row: ListedAnswer) {
  return { ...row, backup: row.backup ?? '' };
}

function text(items: readonly ListedAnswer[]): string {
  if (items.length === 0) return 'There is none.';
  const lines = items.map(
    ({ workflow, status, team, owner }) => `  ${workflow}  ${status}  ${team}, owner ${owner}`,
  );
  return [`${count(items.length, 'workflow')}:`, ...lines].join('\n');
}

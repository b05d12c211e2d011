import type { Command } from 'commander';
import type { Client } from '../lib/client/client.ts';
import type { GrantAnswer } from '../lib/contract/access.ts';
import { writeCsv } from '../lib/sheet/csv.ts';
import type { ServerOptions } from './identity.ts';
import { wholeNumber } from './numbers.ts';
import { asPerson, type Shell } from './shell.ts';

interface Options extends ServerOptions {
  readonly workflow?: string;
  readonly connector?: string;
  readonly endingWithin?: number;
  readonly csv?: boolean;
}

/** `… grants --connector crm-readonly`: access in force. */
export function addGrants(parent: Command, shell: Shell): void {
  asPerson(parent.command('grants'))
    .description("access in force: a workflow's, a connector's, or everybody's")
    .option('--workflow <name>', 'of one workflow')
    .option('--connector <name>', 'to one connector (platform and auditors)')
    .option('--ending-within <days>', 'only what ends within so many days', wholeNumber)
    .option('--csv', 'print CSV')
    .action((options: Options) =>
      shell.person(options, 'owner', async ({ io, client, print, fail }) => {
        const outcome = await everyPage(client, options);
        if (outcome.kind !== 'ok') return fail(outcome);
        const { rows } = outcome;
        if (options.csv) io.out(writeCsv(COLUMNS, rows.map(csvRow)));
        else print(rows, rows.map(line).join('\n') || 'There is no such access.');
        return 0;
      }),
    );
}

async function everyPage(client: Client, { workflow, connector, endingWithin }: Options) {
  const rows: GrantAnswer[] = [];
  let cursor: string | undefined;
  do {
    const query = { workflow, connector, ending_within: endingWithin, cursor };
    const outcome = await client.grants(query);
    if (outcome.kind !== 'ok') return outcome;
    rows.push(...outcome.value.grants);
    cursor = outcome.value.next;
  } while (cursor);
  return { kind: 'ok' as const, rows };
}

const COLUMNS = [
  'connector',
  'scope',
  'workflow',
  'team',
  'owner',
  'status',
  'since',
  'by',
  'until',
  'request',
];

function csvRow({ until = '', request = '', ...row }: GrantAnswer) {
  return { ...row, until, request };
}

function line({ connector, scope, workflow, team, since, by, until }: GrantAnswer): string {
  const end = until ? `, until ${until}` : '';
  return `${connector}: ${scope}  ${workflow} of ${team}, since ${since} by ${by}${end}`;
}

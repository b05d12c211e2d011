import type { Command } from 'commander';
import type { Client } from '../../lib/client/client.ts';
import type { DependentAnswer } from '../../lib/contract/dependents.ts';
import { writeCsv } from '../../lib/sheet/csv.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { asPerson, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly direct?: boolean;
  readonly csv?: boolean;
}

const PAGE = 100;

/** `yardmaster who plugin/reply-drafter@2.x` */
export function addWho(program: Command, shell: Shell): void {
  asPerson(program.command('who'))
    .description('which workflows depend on a component, directly or over releases that use it')
    .argument('<component>', 'kind/name, or kind/name@range')
    .option('--direct', 'direct pins only')
    .option('--csv', 'print CSV')
    .action((asked: string, options: Options) =>
      shell.person(options, 'owner', async ({ io, client, print, fail }) => {
        const { kind, name, range } = readAsked(asked);
        const outcome = await everyPage(client, { kind, name, range, direct: options.direct });
        if (outcome.kind !== 'ok') return fail(outcome);
        const { rows, cut } = outcome;
        if (cut) io.err('More than 1,000 releases lie between: not all of them were followed.\n');
        if (options.csv) io.out(writeCsv(COLUMNS, rows.map(csvRow)));
        else print(rows, text(asked, rows));
        return 0;
      }),
    );
}

function readAsked(asked: string) {
  const [, kind, name, range] = /^([a-z]+)\/([^@]+)(?:@(.+))?$/.exec(asked) ?? [];
  if (kind && name) return { kind, name, range };
  throw new UsageProblem('Write it like plugin/reply-drafter or plugin/reply-drafter@2.x.');
}

async function everyPage(
  client: Client,
  asked: { kind: string; name: string; range: string | undefined; direct: boolean | undefined },
) {
  const rows: DependentAnswer[] = [];
  const transitive = asked.direct ? ('no' as const) : ('yes' as const);
  let cursor: string | undefined;
  let cut = false;
  do {
    const page = { range: asked.range, transitive, cursor, limit: PAGE };
    const outcome = await client.dependents(asked.kind, asked.name, page);
    if (outcome.kind !== 'ok') return outcome;
    rows.push(...outcome.value.dependents);
    cursor = outcome.value.next;
    cut ||= outcome.value.cut;
  } while (cursor);
  return { kind: 'ok' as const, rows, cut };
}

const COLUMNS = [
  'workflow',
  'team',
  'owner',
  'status',
  'by',
  'version',
  'range',
  'via',
  'systems',
  'revision',
  'last_seen',
];

function csvRow(row: DependentAnswer) {
  const { workflow, team, owner, status, by, version, range, revision } = row;
  const lists = { via: row.via.join(' > '), systems: row.systems.join(' ') };
  const seen = { last_seen: row.last_seen ?? '' };
  return { workflow, team, owner, status, by, version, range, revision, ...lists, ...seen };
}

function text(asked: string, rows: readonly DependentAnswer[]): string {
  if (rows.length === 0) return `No workflow depends on ${asked}.`;
  const locked = rows.filter((row) => row.by === 'locked');
  const allowed = rows.filter((row) => row.by === 'range');
  return [
    ...part(`Running it today (${locked.length}):`, locked),
    ...part(`Allowed by the declared range, running another version (${allowed.length}):`, allowed),
  ].join('\n');
}

function part(title: string, rows: readonly DependentAnswer[]): string[] {
  if (rows.length === 0) return [];
  return [title, ...rows.map(line)];
}

function line({ workflow, team, owner, version, range, via, ...row }: DependentAnswer): string {
  const over = via.length > 0 ? `, over ${via.join(' > ')}` : '';
  const seen = row.last_seen ? `last seen ${row.last_seen}` : 'never seen';
  return `  ${workflow}  ${version} (${range})${over}  ${team}, owner ${owner}, ${seen}`;
}

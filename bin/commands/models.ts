import { type Command, Option } from 'commander';
import type { ModelRowAnswer, RetirementAnswer } from '../../lib/contract/models.ts';
import { count } from '../../lib/core/count.ts';
import { writeCsv } from '../../lib/sheet/csv.ts';
import { everyPage } from '../every-page.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly csv?: boolean;
}

interface RetireOptions extends ServerOptions {
  readonly on?: string;
  readonly successor?: string;
  readonly note?: string;
  readonly withdraw?: boolean;
  readonly dryRun?: boolean;
}

const PAGE = 100;

/** `yardmaster models`, `yardmaster models claude-sonnet-4.6`, `yardmaster models retire NAME --on 2027-01-31` */
export function addModels(program: Command, shell: Shell): void {
  const models = program.command('models');
  asPerson(models)
    .description('models in use; with a name, what depends on it: plugins, workflows, owners')
    .argument('[name]')
    .option('--csv', 'print CSV')
    .action((name: string | undefined, options: Options) =>
      shell.person(options, 'owner', (session) =>
        name === undefined ? list(session, options) : one(session, name, options),
      ),
    );
  asPerson(models.command('retire'))
    .description('set the day from which a model answers nobody any more, move it or take it back')
    .argument('<name>')
    .option('--on <day>', 'the day, like 2027-01-31')
    .option('--successor <model>', 'what to write instead')
    .option('--note <text>', 'what owners should know')
    .option('--dry-run', 'say who is touched, and set nothing')
    .addOption(new Option('--withdraw', 'take the day back').conflicts(['on', 'successor', 'note']))
    .action((name: string, options: RetireOptions) =>
      shell.person(options, 'admin', (session) => retire(session, name, options)),
    );
}

async function list({ io, client, print, fail }: Session, { csv }: Options): Promise<number> {
  const outcome = await client.models();
  if (outcome.kind !== 'ok') return fail(outcome);
  const { models } = outcome.value;
  if (csv) {
    const rows = models.map(({ retirement, ...row }) => ({ ...row, stops: retirement?.on ?? '' }));
    io.out(writeCsv(['name', 'workflows', 'plugins', 'stops'], rows));
    return 0;
  }
  const lines = models.map(({ name, workflows, plugins, retirement }) => {
    const stops = retirement ? `  ${stopWords(retirement)}` : '';
    return `${name}  ${count(workflows, 'workflow')}, ${count(plugins, 'plugin')}${stops}`;
  });
  print(outcome.value, lines.join('\n') || 'No workflow and no plugin names a model.');
  return 0;
}

async function one(session: Session, name: string, { csv }: Options): Promise<number> {
  const { io, client, print, fail } = session;
  const outcome = await everyPage((cursor) => client.model(name, { cursor, limit: PAGE }));
  if (outcome.kind !== 'ok') return fail(outcome);
  const { value } = outcome;
  if (csv) io.out(writeCsv(COLUMNS, value.items.map(csvRow)));
  else print(value, text(value));
  return 0;
}

const COLUMNS = ['workflow', 'team', 'owner', 'backup', 'status', 'source', 'task_class'];

function csvRow(row: ModelRowAnswer) {
  return { ...row, backup: row.backup ?? '', task_class: row.task_class ?? '' };
}

interface Use {
  readonly model: string;
  readonly retirement?: RetirementAnswer | undefined;
  readonly releases: readonly string[];
  readonly items: readonly ModelRowAnswer[];
  readonly workflows: number;
  readonly owners: number;
}

function text({ model, retirement, releases, items, workflows, owners }: Use): string {
  const rows = items.map(
    ({ workflow, status, team, owner, source }) =>
      `  ${workflow}  ${status}  ${team}, owner ${owner}  (${source})`,
  );
  return [
    `${model}: ${count(workflows, 'workflow')} of ${count(owners, 'owner')}`,
    ...(retirement ? [stopWords(retirement)] : []),
    ...(retirement?.note ? [retirement.note] : []),
    ...(releases.length > 0 ? ['Named by:', ...releases.map((id) => `  ${id}`)] : []),
    ...(rows.length > 0 ? ['Workflows that run with it:', ...rows] : []),
  ].join('\n');
}

function stopWords({ on, successor }: RetirementAnswer): string {
  return `stops on ${on}${successor === undefined ? '' : `; write ${successor}`}`;
}

async function retire(
  session: Session,
  name: string,
  { on, successor, note, withdraw, dryRun }: RetireOptions,
): Promise<number> {
  if (dryRun) return one(session, name, {});
  if (on === undefined && !withdraw) {
    throw new UsageProblem('Say the day with --on 2027-01-31, or --withdraw.');
  }
  const body = withdraw ? { on: null } : { on: on ?? null, successor, note };
  const outcome = await session.client.retireModel(name, body);
  if (outcome.kind !== 'ok') return session.fail(outcome);
  const { retirement, outcome: done } = outcome.value;
  const words = {
    set: `${retirement.model} ${stopWords(retirement)}.`,
    unchanged: `Nothing to do: ${retirement.model} ${stopWords(retirement)} already.`,
    withdrawn: `The date of ${retirement.model} is taken back.`,
  };
  session.print(outcome.value, words[done]);
  return 0;
}

import { type Command, Option } from 'commander';
import { reconciles } from '../../lib/client/estate.ts';
import type { OversightAnswer } from '../../lib/contract/estate.ts';
import { writeCsv } from '../../lib/sheet/csv.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

interface Options extends ServerOptions {
  readonly format: 'csv' | 'json';
}

/** `yardmaster oversight > oversight.csv`: everything that is known to run, for the auditor. */
export function addOversight(program: Command, shell: Shell): void {
  asPerson(program.command('oversight'))
    .description('what runs, who owns it, what it can touch, and what was never compared')
    .addOption(
      new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'),
    )
    .action((options: Options) =>
      shell.person(options, 'auditor', (session) => exportAll(session, options)),
    );
}

async function exportAll(
  { io, client, fail }: Session,
  { format, json }: Options,
): Promise<number> {
  const outcome = await client.oversight();
  if (outcome.kind !== 'ok') return fail(outcome);
  const seen = outcome.value;
  io.out(json || format === 'json' ? `${JSON.stringify(seen, null, 2)}\n` : csvOf(seen));
  for (const say of seen.why_incomplete) io.err(`Not complete: ${say}\n`);
  if (reconciles(seen)) return 0;
  const { rows, total, counted } = seen;
  io.err(
    `The registry changed while it was read: ${rows.length} rows, ${total} listed, ${counted} counted. Run it again.\n`,
  );
  return 1;
}

const COLUMNS = [
  ...['kind', 'id', 'title', 'status', 'team', 'owner', 'backup', 'purpose', 'systems'],
  ...['connectors', 'gated_actions', 'log', 'last_change', 'key_holders', 'source', 'note'],
];

/** One line for each workflow and entry, then one for each source, compared or not, and the totals. */
function csvOf({ rows, sources, totals, total, counted, systems, at }: OversightAnswer): string {
  const things = rows.map((row) => ({
    ...row,
    systems: row.systems.join('; '),
    connectors: row.connectors.map(connectorText).join('; '),
    gated_actions: row.gated_actions.join('; '),
    note: '',
  }));
  const compared = sources.map((one) => ({
    ...{ kind: 'source', id: one.name, title: one.kind, note: one.say },
    status: one.compared ? 'compared' : 'never compared',
    last_change: one.compared_at ?? '',
  }));
  const byStatus = Object.entries(totals).map(([of, n]) => ({
    ...{ kind: 'total', id: of, note: `${n}` },
  }));
  const touched = systems.map(({ system, workflows }) => ({
    ...{ kind: 'system', id: system, note: `${workflows}` },
  }));
  const all = { kind: 'total', id: 'all', note: `${total}`, last_change: at };
  const check = { kind: 'total', id: 'counted in the table', note: `${counted}`, last_change: at };
  return writeCsv(COLUMNS, [...things, ...compared, ...touched, ...byStatus, all, check]);
}

function connectorText({ id, version, scopes }: OversightAnswer['rows'][number]['connectors'][0]) {
  return `${id}@${version}${scopes.length > 0 ? ` (${scopes.join(' ')})` : ''}`;
}

import type { ScopeRowAnswer } from '../../lib/contract/connector-scopes.ts';
import { count } from '../../lib/core/count.ts';
import { writeCsv } from '../../lib/sheet/csv.ts';
import { everyPage } from '../every-page.ts';
import type { Session } from '../shell.ts';

const PAGE = 100;

/** `yardmaster show connector/x --scopes`: what every workflow of a connector has of it. */
export async function showScopes(
  { io, client, print, fail }: Session,
  name: string,
  csv: boolean,
): Promise<number> {
  const outcome = await everyPage((cursor) =>
    client.connectorScopes(name, { cursor, limit: PAGE }),
  );
  if (outcome.kind !== 'ok') return fail(outcome);
  const { value } = outcome;
  if (csv) io.out(writeCsv(COLUMNS, value.items.map(csvRow)));
  else print(value, [...head(value), ...value.items.map(line)].join('\n'));
  return 0;
}

const COLUMNS = [
  ...['workflow', 'team', 'owner', 'status', 'version'],
  ...['scopes', 'wider', 'waiting_scopes'],
];

function csvRow(row: ScopeRowAnswer) {
  return {
    ...row,
    scopes: row.scopes.join(' '),
    wider: row.wider.join(' '),
    waiting_scopes: row.waiting_scopes.join(' '),
  };
}

interface Head {
  readonly component: string;
  readonly standard: readonly string[];
  readonly standard_by: 'baseline' | 'most';
  readonly total: number;
  readonly wider: number;
}

function head({ component, standard, standard_by, total, wider }: Head): string[] {
  const list = standard.join(', ') || 'none';
  const means =
    standard_by === 'baseline'
      ? 'what the baseline gives to everybody'
      : 'what more than half of them have, as the baseline gives none';
  return [
    `${count(total, 'workflow')} of ${component}; with more than the standard: ${wider}.`,
    `Standard is ${means}: ${list}.`,
  ];
}

function line({ workflow, team, version, scopes, wider, waiting_scopes }: ScopeRowAnswer): string {
  const words = scopes.map((scope) => (wider.includes(scope) ? `${scope} (wider)` : scope));
  const asked = waiting_scopes.length > 0 ? `; not given: ${waiting_scopes.join(', ')}` : '';
  return `  ${workflow}  ${team}  ${version}  ${words.join(', ') || 'no scopes'}${asked}`;
}

import type { Deps } from '../../lib/acts/deps.ts';
import { type EstateImport, type ImportedRow, importEstate } from '../../lib/acts/estate.ts';
import type { EstateSource } from '../../lib/core/discovered.ts';
import { type EstateRow, estateRowSchema } from '../../lib/core/estate-row.ts';
import { ADMIN } from '../kit/people.ts';

export const SOURCE: EstateSource = {
  kind: 'import',
  name: 'agents.csv',
  group: '0123456789abcdef',
};

export const PINS: EstateRow['pins'] = [
  { kind: 'plugin', name: 'reply-drafter', range: '3.2.x' },
  { kind: 'connector', name: 'crm-readonly', range: '1.4.0' },
];

/** A row as a file gives it: everything optional left empty. */
export function row(said: Partial<EstateRow> & { name: string }): EstateRow {
  return estateRowSchema.parse({ row: 2, purpose: '', systems: [], pins: [], ...said });
}

/** So many rows of the support owner, in the order of their names. */
export function rows(count: number, said: Partial<EstateRow> = {}): EstateRow[] {
  return Array.from({ length: count }, (_, index) =>
    row({
      row: index + 2,
      name: `Agent ${String(index).padStart(3, '0')}`,
      owner: 'owner@example.com',
      team: 'team-support',
      ...said,
    }),
  );
}

/** Imports as the platform admin. Throws on a refusal. */
export async function importRows(
  deps: Deps,
  rows: readonly EstateRow[],
  rest: Partial<EstateImport> = {},
): Promise<readonly ImportedRow[]> {
  const outcome = await importEstate(deps, ADMIN, { source: SOURCE, rows, dryRun: false, ...rest });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.results;
}

export function outcomes(results: readonly ImportedRow[]): string[] {
  return results.map((one) =>
    one.outcome === 'refused' ? `${one.field} ${one.why}` : one.outcome,
  );
}

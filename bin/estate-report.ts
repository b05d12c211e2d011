import type { ImportedRowAnswer } from '../lib/contract/estate.ts';
import { count as counted } from '../lib/core/count.ts';
import type { RowProblem } from '../lib/core/estate-cell.ts';

/** What a preview prints: how many rows, how many of them are good, and what is wrong with the rest. */
export interface EstatePreview {
  readonly rows: number;
  readonly ok: number;
  readonly errors: readonly RowProblem[];
}

/** What the file alone says is wrong, and what the registry refused, in the order of the lines. */
export function previewOf(
  count: number,
  problems: readonly RowProblem[],
  results: readonly ImportedRowAnswer[],
): EstatePreview {
  const refused = results
    .filter((one) => one.outcome === 'refused')
    .map(({ row, field = 'row', say = 'It was refused.' }) => ({ row, field, message: say }));
  const errors = [...problems, ...refused].sort((a, b) => a.row - b.row);
  const bad = new Set(errors.map((one) => one.row));
  const wholeFile = errors.some((one) => one.field === 'file');
  return { rows: count, ok: wholeFile ? 0 : count - bad.size, errors };
}

export function previewText({ rows, ok, errors }: EstatePreview): string {
  const lines = errors.map((one) => `line ${one.row}  ${one.field}: ${one.message}`);
  return [
    ...lines,
    `${counted(rows, 'row')}: ${ok} good, ${counted(errors.length, 'thing')} to mend.`,
  ].join('\n');
}

/** How many went in, changed, stayed as they were. */
export function countsOf(results: readonly ImportedRowAnswer[]) {
  const count = (outcome: ImportedRowAnswer['outcome']) =>
    results.filter((one) => one.outcome === outcome).length;
  return { added: count('added'), changed: count('changed'), unchanged: count('unchanged') };
}

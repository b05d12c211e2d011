import type { RowProblem } from './estate-cell.ts';
import { type EstateRow, hasNames, ownerKind, type RawRow, readRow } from './estate-row.ts';
import { suggestName } from './reuse.ts';

export const MOST_ROWS = 5_000;

export interface EstateReading {
  /** All rows of the file, good and bad. */
  readonly count: number;
  readonly rows: readonly EstateRow[];
  readonly problems: readonly RowProblem[];
}

/** What a file says, row by row, and what is wrong with it as far as the file alone can tell. */
export function readEstate(columns: readonly string[], raw: readonly RawRow[]): EstateReading {
  const nothing = (row: number, field: string, message: string): EstateReading => ({
    count: raw.length,
    rows: [],
    problems: [{ row, field, message }],
  });
  if (raw.length === 0) return nothing(1, 'file', 'It has no rows below its header.');
  if (!hasNames(columns)) return nothing(1, 'file', 'There is no column "name". Add one.');
  if (raw.length > MOST_ROWS) {
    const line = raw[MOST_ROWS]?.line ?? 1;
    return nothing(line, 'file', `It has more than ${MOST_ROWS} rows. Split it in two.`);
  }
  const rows: EstateRow[] = [];
  const problems: RowProblem[] = [];
  for (const one of raw) {
    const read = readRow(one);
    if (read.kind === 'row') rows.push(read.row);
    else problems.push(...read.problems);
  }
  const found = [...twins(rows), ...owners(rows)];
  const bad = new Set(found.map((one) => one.row));
  const good = rows.filter(({ row }) => !bad.has(row));
  const inOrder = [...problems, ...found].sort((a, b) => a.row - b.row);
  return { count: raw.length, rows: good, problems: inOrder };
}

/** Rows whose names lead to the id of an earlier row: the earlier one stays. */
function twins(rows: readonly EstateRow[]): RowProblem[] {
  const first = new Map<string, EstateRow>();
  return rows.flatMap((row): RowProblem[] => {
    const id = suggestName(row.name);
    const other = first.get(id);
    if (!other) {
      first.set(id, row);
      return [];
    }
    const message =
      other.name === row.name
        ? `"${row.name}" stands in line ${other.row} already.`
        : `It gets the same id, ${id}, as "${other.name}" in line ${other.row}. Rename one of them.`;
    return [{ row: row.row, field: 'name', message }];
  });
}

/**
 * "An owner is one active person, never a group." A row owned by another row is told so, and where
 * following the owners leads back to the start ("cycles of ownership") the circle is shown.
 */
function owners(rows: readonly EstateRow[]): RowProblem[] {
  const ids = new Set(rows.map((row) => suggestName(row.name)));
  const owned = new Map(
    rows.flatMap((row): [string, string][] => {
      if (row.owner === undefined || ownerKind(row.owner) !== 'neither') return [];
      return [[suggestName(row.name), suggestName(row.owner)]];
    }),
  );
  return rows.flatMap((row): RowProblem[] => {
    if (row.owner === undefined || ownerKind(row.owner) !== 'neither') return [];
    const circle = circleFrom(suggestName(row.name), owned);
    const tell = 'Write the e-mail address of one person.';
    const message = circle
      ? `Its ownership goes round in a circle: ${circle.join(' → ')}. ${tell}`
      : ids.has(suggestName(row.owner))
        ? `"${row.owner}" is another workflow of this file, and no person. ${tell}`
        : `"${row.owner.slice(0, 60)}" is neither an e-mail address nor a Slack id (U…). ${tell}`;
    return [{ row: row.row, field: 'owner', message }];
  });
}

const LONGEST_CIRCLE = 6;

/** The way from an id over its owners back to itself, shortened in the middle; undefined without one. */
function circleFrom(start: string, owned: ReadonlyMap<string, string>): string[] | undefined {
  const way = [start];
  const seen = new Set(way);
  for (let at = owned.get(start); at !== undefined; at = owned.get(at)) {
    way.push(at);
    if (at === start) {
      return way.length <= LONGEST_CIRCLE ? way : [...way.slice(0, 3), '…', ...way.slice(-2)];
    }
    if (seen.has(at)) return undefined;
    seen.add(at);
  }
  return undefined;
}

import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** One row of a table: the line in the file that it ends on (the header is line 1), and its cells by column name. */
interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export type Sheet =
  | { readonly kind: 'sheet'; readonly columns: readonly string[]; readonly rows: readonly Row[] }
  | { readonly kind: 'unreadable'; readonly line: number; readonly say: string };

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads CSV as people export it: with or without a byte order mark, separated by commas, semicolons
 * or tabs, column names in any case with spaces or hyphens (`Owner E-Mail` → `owner_e_mail`). Cells
 * are trimmed; rows without any text are left out.
 */
export function readCsv(text: string): Sheet {
  const delimiter = delimiterOf(text);
  let columns: string[] = [];
  try {
    const records: { record: Record<string, string>; info: { lines: number } }[] = parse(text, {
      bom: true,
      delimiter,
      columns: (header: string[]) => {
        columns = header.map(columnName);
        return columns;
      },
      info: true,
      trim: true,
      skip_records_with_empty_values: true,
      relax_column_count_less: true,
    });
    return {
      kind: 'sheet',
      columns,
      rows: records.map(({ record, info }) => ({ line: info.lines, cells: record })),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return { kind: 'unreadable', line, say: `Line ${line} cannot be read as CSV: ${error.code}.` };
  }
}

/** The separator that the header line has most of. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  const uses = DELIMITERS.map((one) => ({ one, n: header.split(one).length }));
  return uses.reduce((best, next) => (next.n > best.n ? next : best)).one;
}

function columnName(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

type Cells = Readonly<Record<string, string | number>>;

/**
 * CSV with a header line. Cells that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`) are
 * written with a quotation mark in front.
 */
export function writeCsv(columns: readonly string[], rows: readonly Cells[]): string {
  return written(columns, rows, true);
}

/** The same line by line, for what is too long to be held: the header, and a row for each record. */
export function csvLines(columns: readonly string[]) {
  return {
    header: written(columns, [], true),
    row: (cells: Cells): string => written(columns, [cells], false),
  };
}

function written(columns: readonly string[], rows: readonly Cells[], header: boolean): string {
  return stringify([...rows], { header, columns: [...columns], escape_formulas: true });
}

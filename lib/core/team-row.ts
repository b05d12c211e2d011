import * as z from 'zod';
import { type RowProblem, readText } from './estate-cell.ts';
import { ownerKind, type RawRow } from './estate-row.ts';
import { nameKey } from './team.ts';

/** 500 addresses fit; in another column so many characters are a mistake. */
const LONGEST_LIST = 20_000;
const LONGEST_CELL = 300;
const cell = z.string().max(LONGEST_LIST);

/** A row of a file of teams: its line (the header is line 1), and its cells as they stand there. */
export const teamRowSchema = z.strictObject({
  row: z.int().min(1).max(1_000_000),
  id: cell,
  name: cell,
  lead: cell,
  backup: cell,
  channel: cell,
  /** Slack ids or e-mail addresses, parted by spaces or `|`. */
  members: cell,
});
export type TeamRow = z.infer<typeof teamRowSchema>;

const COLUMNS = ['id', 'name', 'lead', 'backup', 'channel', 'members'] as const;
const NEEDED = ['id', 'name', 'lead', 'channel'] as const;

export interface TeamTable {
  /** Those that can be looked up. */
  readonly rows: readonly TeamRow[];
  readonly problems: readonly RowProblem[];
}

/** Reads a whole file, and finds what is wrong in it by itself: nobody is asked anything yet. */
export function readTeamTable(columns: readonly string[], raw: readonly RawRow[]): TeamTable {
  const missing = NEEDED.filter((one) => !columns.includes(one));
  if (missing.length > 0) {
    return {
      rows: [],
      problems: missing.map((field) => ({ row: 1, field, message: lacks(field) })),
    };
  }
  const rows = raw.map(rowOf);
  const problems = [...rows.flatMap(unreadable), ...twice(rows)];
  const spoiled = new Set(problems.map((one) => one.row));
  return { rows: rows.filter((one) => !spoiled.has(one.row)), problems };
}

function lacks(column: string): string {
  return `The header lacks the column "${column}". Write: ${COLUMNS.join(', ')}.`;
}

function rowOf({ line, cells }: RawRow): TeamRow {
  const [id = '', name = '', lead = '', backup = '', channel = '', members = ''] = COLUMNS.map(
    (column) => (Object.hasOwn(cells, column) ? cells[column] : ''),
  );
  return { row: line, id, name, lead, backup, channel, members };
}

/** "Formulas" are refused wherever they stand, and endless cells; the rest is judged with the team. */
function unreadable(row: TeamRow): RowProblem[] {
  return COLUMNS.flatMap((field) => {
    const read = readText(row[field], field === 'members' ? LONGEST_LIST : LONGEST_CELL);
    return read.kind === 'bad' ? [{ row: row.row, field, message: read.message }] : [];
  });
}

/** "Duplicate ids", and names: the first one counts. */
function twice(rows: readonly TeamRow[]): RowProblem[] {
  const seen = new Map<string, number>();
  const meet = (row: number, field: 'id' | 'name', text: string): RowProblem[] => {
    const first = seen.get(`${field} ${text}`);
    if (first === undefined) seen.set(`${field} ${text}`, row);
    if (first === undefined || text === '') return [];
    return [{ row, field, message: `This ${field} stands in line ${first} already. Keep one.` }];
  };
  return rows.flatMap(({ row, id, name }) => [
    ...meet(row, 'id', id),
    ...meet(row, 'name', nameKey(name)),
  ]);
}

const MENTION = /^<@([UW][A-Z0-9]{2,30})(?:\|[^>]*)?>$/;

/** A person as a cell names one: a Slack id or an address. Undefined for anything else. */
export function namedPerson(text: string): string | undefined {
  const said = MENTION.exec(text)?.[1] ?? text.replace(/^mailto:/i, '');
  return ownerKind(said) === 'neither' ? undefined : said;
}

/** The parts of a cell that lists people. */
export function listedPeople(text: string): string[] {
  return [...new Set(text.split(/[\s|,;]+/).filter((part) => part !== ''))];
}

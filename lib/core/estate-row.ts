import * as z from 'zod';
import { roughPinSchema } from './discovered.ts';
import { type Cell, type RowProblem, readPins, readSystems, readText } from './estate-cell.ts';
import { suggestName } from './reuse.ts';

/** A row as it was read: nothing in it has been looked up yet. */
export const estateRowSchema = z.strictObject({
  /** Its line in the file: the header is line 1. */
  row: z.int().min(1).max(1_000_000),
  name: z.string().min(1).max(100),
  /** An e-mail address or a Slack id (U…). Looked up, and never kept. */
  owner: z.string().min(1).max(254).optional(),
  /** A team's id or name. */
  team: z.string().min(1).max(100).optional(),
  purpose: z.string().max(500),
  systems: z.array(z.string().min(1).max(100)).max(50),
  pins: z.array(roughPinSchema).max(40),
});
export type EstateRow = z.infer<typeof estateRowSchema>;

/** A row of a file: its line, and its cells by column. */
export interface RawRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Our columns, each with the other names that people give it. */
const COLUMNS = {
  name: ['name', 'workflow', 'workflow_name', 'title'],
  owner: ['owner', 'owner_e_mail', 'owner_email', 'email', 'e_mail'],
  team: ['team', 'owner_team', 'owning_team'],
  purpose: ['purpose', 'description'],
  systems: ['systems', 'system'],
  pins: ['pins', 'components', 'uses'],
} as const;
type Column = keyof typeof COLUMNS;

/** Columns that are not ours, so that they are not left out silently. */
export function unknownColumns(columns: readonly string[]): string[] {
  const ours = new Set<string>(Object.values(COLUMNS).flat());
  return columns.filter((one) => !ours.has(one));
}

/** Whether a file with these columns can be read at all: nothing is taken in without a name. */
export function hasNames(columns: readonly string[]): boolean {
  return columns.some((one) => COLUMNS.name.some((ours) => ours === one));
}

function cellOf({ cells }: RawRow, column: Column): string {
  const title = COLUMNS[column].find((one) => Object.hasOwn(cells, one));
  return (title && cells[title]) || '';
}

/** One row, or everything that is wrong with it. */
export function readRow(
  raw: RawRow,
): { kind: 'row'; row: EstateRow } | { kind: 'problems'; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const take = <T>(field: Column, cell: Cell<T>, instead: T): T => {
    if (cell.kind === 'value') return cell.value;
    problems.push({ row: raw.line, field, message: cell.message });
    return instead;
  };
  const name = take('name', readName(cellOf(raw, 'name')), '');
  const owner = take('owner', readOwner(cellOf(raw, 'owner')), '');
  const team = take('team', readText(cellOf(raw, 'team'), 100), '');
  const purpose = take('purpose', readText(cellOf(raw, 'purpose'), 500), '');
  const systems = take('systems', readSystems(cellOf(raw, 'systems')), []);
  const pins = take('pins', readPins(cellOf(raw, 'pins')), []);
  if (problems.length > 0) return { kind: 'problems', problems };
  const asked = { ...(owner ? { owner } : {}), ...(team ? { team } : {}) };
  return { kind: 'row', row: { row: raw.line, name, ...asked, purpose, systems, pins } };
}

function readName(text: string): Cell<string> {
  const read = readText(text, 100);
  if (read.kind === 'bad') return read;
  if (read.value === '') return { kind: 'bad', message: 'It has no name. Write one.' };
  if (suggestName(read.value) !== '') return read;
  return {
    kind: 'bad',
    message: `"${read.value}" gives no id: it needs a Latin letter or a digit.`,
  };
}

const ADDRESS = /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/u;
const SLACK_ID = /^[UW][A-Z0-9]{2,30}$/;

/** "Name, owner e-mail": a person. What else may stand there is told apart by whoever sees all rows. */
function readOwner(text: string): Cell<string> {
  const read = readText(text, 254);
  if (read.kind === 'bad') return read;
  return read.value.includes('@') && !ADDRESS.test(read.value)
    ? { kind: 'bad', message: `"${read.value.slice(0, 60)}" is no e-mail address.` }
    : read;
}

/** What an owner cell is: an address, a Slack id, or something that names no person. */
export function ownerKind(owner: string): 'address' | 'slack-id' | 'neither' {
  if (ADDRESS.test(owner)) return 'address';
  return SLACK_ID.test(owner) ? 'slack-id' : 'neither';
}

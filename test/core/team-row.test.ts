import { describe, expect, test } from 'vitest';
import {
  listedPeople,
  namedPerson,
  readTeamTable,
  teamRowSchema,
} from '../../lib/core/team-row.ts';

const COLUMNS = ['id', 'name', 'lead', 'backup', 'channel', 'members'];
const CELLS = {
  id: 'team-claims',
  name: 'Claims',
  lead: 'lead@example.com',
  backup: '',
  channel: 'C1',
  members: 'U0ONE|U0TWO',
};
const line = (at: number, spoiled: Record<string, string> = {}) => ({
  line: at,
  cells: { ...CELLS, ...spoiled },
});

test('a row keeps its line, and columns that are not ours are left', () => {
  const { rows, problems } = readTeamTable([...COLUMNS, 'floor'], [line(2, { floor: '3' })]);
  expect(rows).toEqual([{ row: 2, ...CELLS }]);
  expect(rows.map((row) => teamRowSchema.parse(row))).toEqual(rows);
  expect(problems).toEqual([]);
});

test('backup and members may be missing', () => {
  const { backup: _, members: __, ...cells } = CELLS;
  const { rows } = readTeamTable(['id', 'name', 'lead', 'channel'], [{ line: 2, cells }]);
  expect(rows).toEqual([{ row: 2, ...CELLS, members: '' }]);
});

test('a cell is read from the row itself, never from what every object has', () => {
  const { rows } = readTeamTable([...COLUMNS, 'constructor'], [{ line: 2, cells: CELLS }]);
  expect(rows[0]?.backup).toBe('');
});

test.each(['id', 'name', 'lead', 'channel'])('a header without "%s" is said, once', (column) => {
  const { rows, problems } = readTeamTable(
    COLUMNS.filter((one) => one !== column),
    [line(2), line(3, { id: 'x', name: 'X' })],
  );
  expect(rows).toEqual([]);
  expect(problems).toEqual([
    { row: 1, field: column, message: expect.stringContaining(`"${column}"`) },
  ]);
});

test('an empty file says what it lacks', () => {
  expect(readTeamTable([], []).problems).toHaveLength(4);
});

describe('a row is spoiled by', () => {
  test.each(['name', 'id', 'lead', 'members'])('a formula in %s', (field) => {
    const other = line(3, { id: 'other', name: 'Other' });
    const { rows, problems } = readTeamTable(COLUMNS, [line(2, { [field]: '=cmd' }), other]);
    expect(problems).toEqual([
      { row: 2, field, message: expect.stringContaining('like a formula') },
    ]);
    expect(rows.map((row) => row.row)).toEqual([3]);
  });

  test('an endless cell', () => {
    const { problems } = readTeamTable(COLUMNS, [line(2, { lead: 'x'.repeat(301) })]);
    expect(problems).toMatchObject([
      { field: 'lead', message: expect.stringContaining('longer than 300') },
    ]);
    const members = 'U0SOMEBODY '.repeat(1800);
    expect(readTeamTable(COLUMNS, [line(2, { members })]).problems).toEqual([]);
  });

  test('an id or a name that stands in a line before; the first one counts', () => {
    const table = [line(2), line(3, { name: 'Other' }), line(4, { id: 'x', name: 'CLAIMS' })];
    const { rows, problems } = readTeamTable(COLUMNS, table);
    expect(rows.map((row) => row.row)).toEqual([2]);
    expect(problems).toEqual([
      { row: 3, field: 'id', message: 'This id stands in line 2 already. Keep one.' },
      { row: 4, field: 'name', message: 'This name stands in line 2 already. Keep one.' },
    ]);
  });
});

test('empty ids and names are not taken for the same', () => {
  const none = { id: '', name: '' };
  expect(readTeamTable(COLUMNS, [line(2, none), line(3, none)]).problems).toEqual([]);
});

test.each([
  ['lead@example.com', 'lead@example.com'],
  ['mailto:lead@example.com', 'lead@example.com'],
  ['U0ONE', 'U0ONE'],
  ['<@U0ONE>', 'U0ONE'],
  ['<@U0ONE|lead>', 'U0ONE'],
  ['T0YARD/U0ONE', undefined],
  ['@lead', undefined],
  ['Support owner', undefined],
])('%s names %s', (text, named) => {
  expect(namedPerson(text)).toBe(named);
});

test('people are parted by spaces, bars, commas and semicolons, each once', () => {
  expect(listedPeople(' U0ONE | U0TWO,U0THREE;U0ONE\nU0FOUR ')).toEqual([
    'U0ONE',
    'U0TWO',
    'U0THREE',
    'U0FOUR',
  ]);
  expect(listedPeople('')).toEqual([]);
});

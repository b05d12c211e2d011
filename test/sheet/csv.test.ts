import { describe, expect, test } from 'vitest';
import { readCsv, writeCsv } from '../../lib/sheet/csv.ts';

const rows = (text: string) => {
  const sheet = readCsv(text);
  return sheet.kind === 'sheet' ? sheet.rows : sheet;
};

describe('as people export it', () => {
  test.each([
    ['commas', 'id,name\nx,Support'],
    ['semicolons', 'id;name\nx;Support'],
    ['tabs', 'id\tname\nx\tSupport'],
    ['a byte order mark', '\uFEFFid,name\nx,Support'],
    ['Windows line ends', 'id,name\r\nx,Support\r\n'],
    ['spaces around', ' id , name \n x , Support '],
    ['quotation marks', '"id","name"\n"x","Support"'],
    ['rows without text', 'id,name\n,\nx,Support\n,\n'],
  ])('%s', (_name, text) => {
    const cells = { id: 'x', name: 'Support' };
    const line = text.includes('\n,\nx') ? 3 : 2;
    expect(rows(text)).toEqual([{ line, cells }]);
  });

  test('titles in any spelling', () => {
    expect(rows('Owner E-Mail,On Call\na,b')).toMatchObject([
      { cells: { owner_e_mail: 'a', on_call: 'b' } },
    ]);
  });

  test('a separator, a quotation mark and a line break within a cell', () => {
    expect(rows('id,name\nx,"a, ""b""\nc"\ny,next')).toEqual([
      { line: 3, cells: { id: 'x', name: 'a, "b"\nc' } },
      { line: 4, cells: { id: 'y', name: 'next' } },
    ]);
  });

  test('a row that is too short lacks its last cells', () => {
    expect(rows('id,name\nx')).toEqual([{ line: 2, cells: { id: 'x' } }]);
  });
});

test.each([
  ['a row with more cells than the header', 'id,name\nx,y,z', 2],
  ['a quotation mark that never ends', 'id,name\nx,"y', 2],
])('%s is told with its line', (_name, text, line) => {
  expect(readCsv(text)).toMatchObject({
    kind: 'unreadable',
    line,
    say: expect.stringContaining(`Line ${line}`),
  });
});

test('nothing is an empty sheet', () => {
  expect(readCsv('')).toEqual({ kind: 'sheet', columns: [], rows: [] });
});

test('a header alone has no rows and keeps its columns', () => {
  expect(readCsv('id,name\n')).toEqual({ kind: 'sheet', columns: ['id', 'name'], rows: [] });
});

test('what is written reads back', () => {
  const written = writeCsv(['id', 'n'], [{ id: 'a, "b"', n: 3 }]);
  expect(rows(written)).toEqual([{ line: 2, cells: { id: 'a, "b"', n: '3' } }]);
});

test.each(['=cmd', '+1', '-1', '@sum'])('%s is written so that no spreadsheet runs it', (text) => {
  expect(writeCsv(['id'], [{ id: text }])).toBe(`id\n'${text}\n`);
});

import { describe, expect, test } from 'vitest';
import { MOST_ROWS, readEstate } from '../../lib/core/estate-file.ts';

type Cells = Readonly<Record<string, string>>;

function file(...rows: readonly Cells[]) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return readEstate(
    columns,
    rows.map((cells, index) => ({ line: index + 2, cells })),
  );
}

test('good rows go in although others are bad', () => {
  const read = file({ name: 'one' }, { name: '' }, { name: 'three' });
  expect(read).toMatchObject({ count: 3, problems: [{ row: 3, field: 'name' }] });
  expect(read.rows.map((row) => row.name)).toEqual(['one', 'three']);
});

describe('a file that is none', () => {
  test.each([
    ['no rows', readEstate(['name'], []), 'file', 'no rows'],
    ['no names', readEstate(['owner'], [{ line: 2, cells: { owner: 'x' } }]), 'file', 'no column'],
  ])('%s', (_, read, field, message) => {
    expect(read.rows).toEqual([]);
    expect(read.problems).toEqual([{ row: 1, field, message: expect.stringContaining(message) }]);
  });

  test('too many rows: nothing is taken', () => {
    const raw = Array.from({ length: MOST_ROWS + 1 }, (_, index) => ({
      line: index + 2,
      cells: { name: `agent ${index}` },
    }));
    const read = readEstate(['name'], raw);
    expect(read).toMatchObject({ count: MOST_ROWS + 1, rows: [] });
    expect(read.problems).toEqual([
      { row: MOST_ROWS + 2, field: 'file', message: expect.stringContaining('Split it') },
    ]);
    expect(readEstate(['name'], raw.slice(1)).rows).toHaveLength(MOST_ROWS);
  });
});

describe('duplicate names', () => {
  test('the first stays, the second is told where the first is', () => {
    const read = file({ name: 'reply bot' }, { name: 'reply bot' });
    expect(read.rows).toHaveLength(1);
    expect(read.problems).toEqual([
      { row: 3, field: 'name', message: '"reply bot" stands in line 2 already.' },
    ]);
  });

  test('two names of one id are told apart', () => {
    const read = file({ name: 'Reply Bot' }, { name: 'reply_bot!' });
    expect(read.problems).toMatchObject([
      { row: 3, message: expect.stringContaining('the same id, reply-bot, as "Reply Bot"') },
    ]);
  });
});

describe('an owner that is no person', () => {
  const rows = (...owners: readonly [string, string][]) =>
    file(...owners.map(([name, owner]) => ({ name, owner })));

  test('cycles of ownership are shown as the circle they are', () => {
    const read = rows(['a', 'b'], ['b', 'c'], ['c', 'a']);
    expect(read.rows).toEqual([]);
    expect(read.problems.map((one) => one.message)).toEqual([
      expect.stringContaining('in a circle: a → b → c → a'),
      expect.stringContaining('in a circle: b → c → a → b'),
      expect.stringContaining('in a circle: c → a → b → c'),
    ]);
  });

  test('a workflow that owns itself', () => {
    expect(rows(['a', 'a']).problems).toMatchObject([
      { row: 2, field: 'owner', message: expect.stringContaining('a → a') },
    ]);
  });

  test('a row that leads into a circle, and is no part of it', () => {
    expect(rows(['x', 'a'], ['a', 'a']).problems).toMatchObject([
      { message: expect.stringContaining('another workflow of this file') },
      { message: expect.stringContaining('in a circle') },
    ]);
  });

  test('a long circle is shortened, however long it is', () => {
    const ring = Array.from({ length: 500 }, (_, at): [string, string] => [
      `agent-${at}`,
      `agent-${(at + 1) % 500}`,
    ]);
    const [first] = rows(...ring).problems;
    expect(first?.message).toContain('agent-0 → agent-1 → agent-2 → … → agent-499 → agent-0');
  });

  test('a group or a name', () => {
    expect(rows(['a', 'The support team']).problems).toMatchObject([
      { field: 'owner', message: expect.stringContaining('neither an e-mail address') },
    ]);
  });

  test('an address is nobody’s business here: it is looked up later', () => {
    expect(rows(['a', 'nobody@example.com']).problems).toEqual([]);
  });
});

test('problems come in the order of the lines', () => {
  const read = file({ name: 'a', owner: 'b' }, { name: '' }, { name: 'a' }, { name: '=x' });
  expect(read.problems.map((one) => one.row)).toEqual([2, 3, 4, 5]);
});

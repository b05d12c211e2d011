import { describe, expect, test } from 'vitest';
import {
  estateRowSchema,
  hasNames,
  ownerKind,
  readRow,
  unknownColumns,
} from '../../lib/core/estate-row.ts';
import { ROW } from './perfect-estate.ts';

const CELLS = {
  name: 'Draft replies',
  owner: 'owner@example.com',
  team: 'team-support',
  purpose: 'Drafts replies',
  systems: 'crm',
  pins: 'connector/crm-readonly@1.4.0',
};

test('a row is read as it stands', () => {
  const read = readRow({ line: 2, cells: CELLS });
  expect(read).toEqual({ kind: 'row', row: ROW });
  expect(estateRowSchema.safeParse(ROW).success).toBe(true);
});

test('other names of the columns are understood', () => {
  const { owner, purpose, name, ...rest } = CELLS;
  const cells = { ...rest, workflow: name, owner_e_mail: owner, description: purpose };
  expect(readRow({ line: 2, cells })).toEqual({ kind: 'row', row: ROW });
});

test('only a name is needed', () => {
  const row = { row: 2, name: 'X1', purpose: '', systems: [], pins: [] };
  expect(readRow({ line: 2, cells: { name: 'X1' } })).toEqual({ kind: 'row', row });
});

describe('what is wrong with a row', () => {
  test.each([
    ['no name', { name: ' ' }, 'name', 'It has no name'],
    ['a name that gives no id', { name: '…' }, 'name', 'gives no id'],
    ['a name in another script alone', { name: 'агент' }, 'name', 'Latin letter'],
    ['a formula as a name', { name: '=cmd' }, 'name', 'formula'],
    ['a long name', { name: 'x'.repeat(101) }, 'name', '100'],
    ['half an address', { owner: 'owner@' }, 'owner', 'no e-mail address'],
    ['two addresses', { owner: 'a@example.com, b@example.com' }, 'owner', 'no e-mail address'],
    ['a handle', { owner: '@owner' }, 'owner', 'formula'],
    ['a formula as a team', { team: '+1' }, 'team', 'formula'],
    ['a long purpose', { purpose: 'x'.repeat(501) }, 'purpose', '500'],
    ['a formula as a system', { systems: '-x' }, 'systems', 'formula'],
    ['no pin', { pins: 'crm' }, 'pins', 'kind/name@version'],
  ])('%s', (_, change, field, message) => {
    expect(readRow({ line: 7, cells: { ...CELLS, ...change } })).toEqual({
      kind: 'problems',
      problems: [{ row: 7, field, message: expect.stringContaining(message) }],
    });
  });

  test('is all told at once', () => {
    const read = readRow({ line: 2, cells: { ...CELLS, name: '', purpose: '=1', pins: '?' } });
    expect(read).toMatchObject({
      problems: [{ field: 'name' }, { field: 'purpose' }, { field: 'pins' }],
    });
  });
});

test('a column called like a property of every object is only a column', () => {
  expect(readRow({ line: 2, cells: { constructor: 'x' } })).toMatchObject({ kind: 'problems' });
});

test.each([
  ['owner@example.com', 'address'],
  ['U0OWNER', 'slack-id'],
  ['W012345', 'slack-id'],
  ['Support', 'neither'],
  ['u0owner', 'neither'],
])('%s names an owner as: %s', (owner, kind) => {
  expect(ownerKind(owner)).toBe(kind);
});

test('columns that are not ours are told of', () => {
  expect(unknownColumns(['name', 'e_mail', 'cost', 'reports_to'])).toEqual(['cost', 'reports_to']);
  expect(hasNames(['owner', 'title'])).toBe(true);
  expect(hasNames(['owner'])).toBe(false);
});

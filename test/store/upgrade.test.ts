import { expect, test } from 'vitest';
import { upgrade } from '../../lib/store/upgrade.ts';

const KEY = { id: 'key_1', hash: 'h', holder: 'T1/U1', issuedAt: '2026-11-01T00:00:00.000Z' };

test.each([
  [
    'the one key of schema 1 becomes the first of several',
    { id: 'w', key: KEY },
    { id: 'w', keys: [KEY] },
  ],
  ['a workflow without a key has none', { id: 'w' }, { id: 'w' }],
  ['what is no object is left to its schema', 'broken', 'broken'],
])('%s', (_, before, after) => {
  expect(upgrade('workflow', 1, before)).toEqual(after);
});

const updatedAt = '2026-11-02T00:00:00.000Z';

test.each([
  [
    'a scope that was given counts for every connector',
    { id: 'w', updatedAt, granted: ['b', 'a'] },
    {
      ...{ id: 'w', updatedAt },
      grants: ['b', 'a'].map((scope) => ({ connector: '*', scope, at: updatedAt, by: 'earlier' })),
    },
  ],
  ['a workflow that was given none has none', { id: 'w', updatedAt }, { id: 'w', updatedAt }],
  ['what is no workflow is left to its schema', { granted: 'x' }, { granted: 'x' }],
])('up to schema 2: %s', (_, before, after) => {
  expect(upgrade('workflow', 2, before)).toEqual(after);
  expect(upgrade('workflow', 1, before)).toEqual(after);
});

test('newer items and other kinds are left alone', () => {
  const data = { key: KEY, granted: ['a'], updatedAt };
  expect(upgrade('workflow', 3, data)).toBe(data);
  expect(upgrade('team', 1, data)).toBe(data);
});

import { expect, test } from 'vitest';
import { scopeChanges } from '../../../lib/core/manifest-diff/scopes.ts';
import { MANIFEST } from '../perfect.ts';

test.each([
  [undefined, { crm: ['a'] }, ['Limits crm to a']],
  [undefined, { crm: [] }, ['Limits crm to no scope at all']],
  [{ crm: ['a'] }, undefined, ['Gives crm every scope it has']],
  [{ crm: ['a'] }, { crm: ['a'], mail: ['b'] }, ['Limits mail to b']],
  [{ crm: ['a'] }, { crm: ['a'] }, []],
])('from %j to %j', (was, now, said) => {
  expect(scopeChanges({ ...MANIFEST, scopes: was }, { ...MANIFEST, scopes: now })).toEqual(said);
});

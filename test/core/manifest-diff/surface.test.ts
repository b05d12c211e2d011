import { expect, test } from 'vitest';
import { surfaceChanges } from '../../../lib/core/manifest-diff/surface.ts';
import { SURFACE } from '../perfect.ts';

test('the same surface has no difference', () => {
  const one = { ...SURFACE, scopes: ['a', 'b'] };
  expect(surfaceChanges(one, { ...SURFACE, scopes: ['b', 'a'] })).toEqual([]);
});

test('every part of it that differs is named', () => {
  const before = { ...SURFACE, scopes: ['a'], actions: ['send'], hooks: ['start'] };
  const after = { ...SURFACE, scopes: ['b'], systems: ['crm'], tools: ['t'], endpoints: ['e'] };
  expect(surfaceChanges(before, after)).toEqual([
    'adds system crm',
    'adds scope b',
    'drops scope a',
    'adds tool t',
    'drops action send',
    'drops hook start',
    'adds address e',
  ]);
});

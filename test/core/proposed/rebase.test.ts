import { expect, test } from 'vitest';
import { rebase } from '../../../lib/core/proposed/rebase.ts';
import { MANIFEST } from '../perfect.ts';

const wanted = { ...MANIFEST, systems: ['mail'] };

test('on the revision it was written against it is as it was written', () => {
  expect(rebase(MANIFEST, MANIFEST, wanted)).toEqual({ kind: 'manifest', manifest: wanted });
});

test('what another revision changed meanwhile stays', () => {
  const { model_default: _, ...rest } = MANIFEST;
  const current = { ...rest, purpose: 'x' };
  expect(rebase(MANIFEST, current, wanted)).toEqual({
    kind: 'manifest',
    manifest: { ...current, systems: ['mail'] },
  });
});

test('the same change on both sides is no conflict, different ones are', () => {
  const same = { ...MANIFEST, systems: ['mail'] };
  expect(rebase(MANIFEST, same, wanted)).toEqual({ kind: 'manifest', manifest: same });
  const other = { ...MANIFEST, systems: ['billing'] };
  expect(rebase(MANIFEST, other, wanted)).toEqual({ kind: 'conflict', fields: ['systems'] });
});

test('what it takes away is gone, unless somebody else changed it', () => {
  const { model_default: _, ...without } = MANIFEST;
  expect(rebase(MANIFEST, { ...MANIFEST, purpose: 'x' }, without)).toEqual({
    kind: 'manifest',
    manifest: { ...without, purpose: 'x' },
  });
  const current = { ...MANIFEST, model_default: 'other' };
  expect(rebase(MANIFEST, current, without)).toMatchObject({ fields: ['model_default'] });
});

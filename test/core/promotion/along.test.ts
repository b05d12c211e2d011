import { expect, test } from 'vitest';
import { comesAlong } from '../../../lib/core/promotion/along.ts';
import { release, SURFACE } from '../perfect.ts';

const promoted = release('plugin/a', '3.0.0', { surface: { ...SURFACE, scopes: ['read'] } });
const wider = release('plugin/a', '2.0.0', { surface: { ...SURFACE, scopes: ['read', 'write'] } });
const narrower = release('plugin/a', '2.1.0');

test('the other open versions, the newest first, with what they may touch beyond', () => {
  expect(comesAlong(promoted, [wider, narrower, promoted])).toEqual([
    { version: '2.1.0', beyond: [] },
    { version: '2.0.0', beyond: ['Adds the scope write'] },
  ]);
});

test('alone, nothing comes along', () => {
  expect(comesAlong(promoted, [promoted])).toEqual([]);
});

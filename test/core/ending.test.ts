import { expect, test } from 'vitest';
import { endingSchema } from '../../lib/core/ending.ts';
import { ENDING } from './campaign-kit.ts';

test('an ending reads as it is stored', () => {
  expect(endingSchema.parse(ENDING)).toEqual(ENDING);
});

test.each([
  ['a day that is none', { stopsOn: 'soon' }],
  ['a word too many', { note: 'x' }],
])('%s is damage', (_, change) => {
  expect(endingSchema.safeParse({ ...ENDING, ...change }).success).toBe(false);
});

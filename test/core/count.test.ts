import { expect, test } from 'vitest';
import { count } from '../../lib/core/count.ts';

test.each([
  [0, '0 entries'],
  [1, '1 entry'],
  [2, '2 entries'],
])('%i is said as %s', (n, said) => {
  expect(count(n, 'entry', 'entries')).toBe(said);
});

test('most words take an s', () => {
  expect([count(1, 'day'), count(7, 'day')]).toEqual(['1 day', '7 days']);
});

import { expect, test } from 'vitest';
import { WHO } from '../../lib/core/role-words.ts';
import { ACTS } from '../../lib/core/roles.ts';

test('every act says who may do it, as the middle of a sentence', () => {
  expect(Object.keys(WHO).sort()).toEqual([...ACTS].sort());
  for (const words of Object.values(WHO)) expect(words).toMatch(/^[a-z].*[a-z]$/);
});

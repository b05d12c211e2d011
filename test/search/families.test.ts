import { expect, it } from 'vitest';
import { rivals } from '../../lib/search/families.ts';
import { termsOf } from '../../lib/search/words.ts';

it.each([
  ['two languages', 'python', 'java', true],
  ['two clouds', 'azure storage', 'aws storage', true],
  ['forms of one name', 'aws', 'amazon', false],
  ['things of different kinds', 'python', 'slack', false],
  ['the same thing', 'python', 'python', false],
  ['words of no family', 'wombat', 'constructor', false],
  ['nothing', '', 'java', false],
])('%s: %s and %s', (_, a, b, expected) => {
  expect(rivals(termsOf(a), termsOf(b))).toBe(expected);
  expect(rivals(termsOf(b), termsOf(a))).toBe(expected);
});

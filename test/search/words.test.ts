import { describe, expect, it } from 'vitest';
import { termsOf, wordsOf } from '../../lib/search/words.ts';

describe('words that mean the same have one term', () => {
  it.each([
    ['ticket', 'Tickets'],
    ['reply', 'replies'],
    ['summarise', 'summarize'],
    ['organisation', 'Organization'],
    ['behaviour', 'behavior'],
    ['customer', "customer's"],
    ['ｃｒｍ', 'crm'],
  ])('%s, %s', (a, b) => {
    expect(termsOf(a)).toEqual(termsOf(b));
    expect(termsOf(a)).toHaveLength(1);
  });
});

it.each([
  ['stop words only', 'what should we do with the', []],
  ['signs', '— * < > & "', []],
  ['names with hyphens', 'crm-readonly', ['crm', 'readonly']],
  ['numbers', 'ISO 27001', ['iso', '27001']],
  ['a script without spaces, as pairs', '議事録', ['議事', '事録']],
  ['Greek', 'συμφωνία', ['συμφωνία']],
])('%s', (_, text, written) => {
  expect(wordsOf(text).map((word) => word.written)).toEqual(written);
});

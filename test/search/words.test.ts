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
    ['k8s', 'Kubernetes'],
    ['docs', 'documentation'],
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

it('tells words with a capital inside a sentence, where it means something', () => {
  const found = wordsOf('Post to Slack. Reads Jira tickets');
  expect(found.map(({ written, capital }) => [written, capital])).toEqual([
    ['post', undefined],
    ['slack', true],
    ['reads', undefined],
    ['jira', true],
    ['tickets', false],
  ]);
});

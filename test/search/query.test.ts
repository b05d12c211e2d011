import { describe, expect, it } from 'vitest';
import { queryOf } from '../../lib/search/query.ts';
import { termsOf } from '../../lib/search/words.ts';

const term = (words: string) => termsOf(words).join(' ');
type Held = readonly (readonly [string, number])[];
const catalog = (...held: Held) => ({
  size: 100,
  holding: new Map(held.map(([words, n]) => [term(words), n])),
});
const found = (query: string, held: Held) => {
  const terms = queryOf(query, catalog(...held)).terms;
  return (words: string) => terms.find((one) => one.term === term(words));
};

describe('a query', () => {
  it('asks each word once, as it was first written', () => {
    const { words } = queryOf('Invoices and INVOICE', catalog(['invoice', 3]));
    expect(words.map(({ written }) => written)).toEqual(['invoices']);
  });

  it('counts a word for less that fits almost any wish', () => {
    const { words } = queryOf('create invoices', catalog());
    expect(words.map(({ weight }) => weight)).toEqual([0.5, 1]);
  });

  it('counts a word for less that no entry holds: only look-alikes can meet it', () => {
    const by = found('invoice wombat', [['invoice', 3]]);
    expect(by('invoice')).toMatchObject({ weight: 1, meets: 1, words: [0] });
    expect(by('wombat')).toMatchObject({ weight: 0.5, meets: 0.5, words: [1] });
  });
});

describe('what means the same', () => {
  it('counts for less, and only if the catalog holds it', () => {
    const by = found('bill', [
      ['bill', 3],
      ['invoice', 3],
    ]);
    expect(by('invoice')).toMatchObject({ meets: 0.6, words: [0] });
    expect(by('billing')?.meets).toBe(1);
    expect(found('bill', [['bill', 3]])('invoice')).toBeUndefined();
  });

  it('counts as much as the word does when it is rarer', () => {
    const rare =
      found('bill', [
        ['bill', 50],
        ['invoice', 1],
      ])('invoice')?.weight ?? 1;
    const even =
      found('bill', [
        ['bill', 50],
        ['invoice', 50],
      ])('invoice')?.weight ?? 0;
    expect(rare).toBeLessThan(even);
  });

  it('is found for a phrase, which meets all of its words', () => {
    const by = found('review pull requests', [
      ['merge request', 3],
      ['pull request', 2],
    ]);
    expect(by('merge request')).toMatchObject({ meets: 0.6, words: [1, 2] });
    expect(by('pull request')).toMatchObject({ meets: 1, words: [1, 2] });
  });

  it('is not asked for twice when the query names it itself', () => {
    const by = found('bill or invoice', [
      ['bill', 3],
      ['invoice', 3],
    ]);
    expect(by('invoice')).toMatchObject({ weight: 1, meets: 1, words: [1] });
  });
});

it('takes the first 48 words of a long text, and nothing of an empty one', () => {
  const long = Array.from({ length: 500 }, (_, at) => `word${at}`).join(' ');
  expect(queryOf(long, catalog()).words).toHaveLength(48);
  expect(queryOf('', catalog())).toEqual({ words: [], terms: [] });
});

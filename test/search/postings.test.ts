import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entriesOf, holders, numbering, postingsOf } from '../../lib/search/postings.ts';

test('a term keeps the number that it was first given', () => {
  const { terms, add, numberOf } = numbering();
  expect([add('draft'), add('reply'), add('draft')]).toEqual([0, 1, 0]);
  expect(terms).toEqual(['draft', 'reply']);
  expect(numberOf('reply')).toBe(1);
  expect(numberOf('tone')).toBeUndefined();
});

test('postings say who holds what, and how many do', () => {
  const postings = postingsOf([[0, 1, 0], [], [1]], 3);
  expect([...entriesOf(postings, 0)]).toEqual([0]);
  expect([...entriesOf(postings, 1)]).toEqual([0, 2]);
  expect([holders(postings, 1), holders(postings, 2), holders(postings, undefined)]).toEqual([
    2, 0, 0,
  ]);
});

test('whatever the entries hold, each is found under its terms and under no other', () => {
  const rows = fc.array(fc.array(fc.nat(9), { maxLength: 12 }), { maxLength: 20 });
  fc.assert(
    fc.property(rows, (lists) => {
      const postings = postingsOf(lists, 10);
      for (let term = 0; term < 10; term++) {
        const holding = [...lists.keys()].filter((entry) => lists[entry]?.includes(term));
        expect([...entriesOf(postings, term)]).toEqual(holding);
      }
    }),
  );
});

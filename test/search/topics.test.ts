import { describe, expect, it } from 'vitest';
import { learn, nearness as nearnessTo } from '../../lib/search/topics.ts';
import { scaled, type Vector } from '../../lib/search/vectors.ts';

const vector = (text: string) => scaled(text.split(' ').map((term) => [term, 1]));
const topicsOf = (entries: readonly Vector[]) => {
  const terms = entries.map((entry) => [...entry.keys()]);
  return nearnessTo(learn(entries), terms, () => 1);
};

/** Ten subjects of three words, of which every entry holds two. */
const SUBJECTS = Array.from({ length: 10 }, (_, at) => [`a${at}`, `b${at}`, `c${at}`]);
const ENTRIES = SUBJECTS.flatMap(([a, b, c]) =>
  Array.from({ length: 12 }, (_, at) =>
    vector([`${a} ${b}`, `${b} ${c}`, `${a} ${c}`][at % 3] ?? ''),
  ),
);

describe('nearness in subject', () => {
  const nearness = topicsOf(ENTRIES);

  it('finds an entry near that shares no word, when others join the two', () => {
    const near = nearness(vector('a0'));
    expect(near(1)).toBeGreaterThan(0.8);
    expect(Math.abs(near(13))).toBeLessThan(0.2);
  });

  it('is 0 for words that the catalog does not know, and for no entry', () => {
    expect(nearness(vector('unknown'))(0)).toBe(0);
    expect(nearness(vector('a0'))(999)).toBe(0);
  });

  it('is the same each time', () => {
    expect(topicsOf(ENTRIES)(vector('a3 b4'))(40)).toBe(nearness(vector('a3 b4'))(40));
  });
});

it.each([0, 1, 12])('a catalog of %i entries teaches nothing', (size) => {
  expect(topicsOf(ENTRIES.slice(0, size))(vector('a0'))(0)).toBe(0);
});

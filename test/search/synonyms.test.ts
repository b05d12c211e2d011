import { expect, it } from 'vitest';
import { synonymsOf } from '../../lib/search/synonyms.ts';
import { stem } from '../../lib/search/words.ts';

it.each([
  ['ticket', 'case'],
  ['reply', 'answer'],
  ['mail', 'email'],
  ['summarise', 'recap'],
  ['postmortem', 'retrospective'],
])('%s may stand for %s, and the other way round', (a, b) => {
  expect(synonymsOf(stem(a))).toContain(stem(b));
  expect(synonymsOf(stem(b))).toContain(stem(a));
});

it.each(['wombat', 'constructor', ''])('knows none for %j', (word) => {
  expect(synonymsOf(word)).toEqual([]);
});

it('never names a word as its own synonym', () => {
  expect(synonymsOf(stem('review'))).not.toContain(stem('review'));
});

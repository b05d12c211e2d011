import { expect, it } from 'vitest';
import { BUSINESS } from '../../lib/search/synonyms/business.ts';
import { EVERYDAY } from '../../lib/search/synonyms/everyday.ts';
import { TECHNICAL } from '../../lib/search/synonyms/technical.ts';
import { phrasesOf, synonymsOf } from '../../lib/search/synonyms.ts';
import { stem, termsOf } from '../../lib/search/words.ts';

it.each([
  ['ticket', 'case'],
  ['reply', 'answer'],
  ['photo', 'picture'],
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

it('knows phrases by their terms', () => {
  expect(synonymsOf(termsOf('pull request').join(' '))).toContain(
    termsOf('merge request').join(' '),
  );
});

it('finds phrases where they begin, and none across other words', () => {
  const [found] = phrasesOf(termsOf('open pull requests'));
  expect(found).toEqual({ key: termsOf('pull request').join(' '), at: 1, length: 2 });
  expect(phrasesOf(termsOf('pull many green requests'))).toEqual([]);
});

it.each([
  ['everyday', EVERYDAY],
  ['business', BUSINESS],
  ['technical', TECHNICAL],
])('every %s phrase keeps two words at least, else it would stand for the one', (_, table) => {
  const members = table
    .trim()
    .split('\n')
    .flatMap((line) => line.split(', '));
  const melted = members.filter((one) => one.includes(' ') && termsOf(one).length < 2);
  expect(melted).toEqual([]);
  expect(members.filter((one) => termsOf(one).length === 0)).toEqual([]);
});

import { expect, test } from 'vitest';
import { engineOver } from '../../lib/search/engine.ts';
import { readingOf } from '../../lib/search/reading.ts';
import { wordsOf } from '../../lib/search/words.ts';

const KNOWN = ['calendar', 'redact', 'reply', 'replica', 'пере', 'перевод'];
const entry = { kind: 'skill', text: '', keywords: [], connectors: [], team: '' } as const;
const readings = KNOWN.map((title) => readingOf({ ...entry, id: `skill/${title}`, title }));
const terms = new Set(readings.flatMap(({ fields }) => fields.title.map(({ term }) => term)));
const search = engineOver(readings, (term) => terms.has(term));

function found(word: string) {
  const asked = wordsOf(word).map(({ term }) => ({ term, words: [0], weight: 1, meets: 1 }));
  return search(asked).map(({ id }) => KNOWN[id]);
}

test.each([
  ['a letter left out', 'calndar', ['calendar']],
  ['a letter changed', 'calender', ['calendar']],
  ['a beginning', 'redac', ['redact']],
  ['a beginning in Cyrillic, or a letter too many', 'перев', ['пере', 'перевод']],
  ['four letters: a beginning alone', 'repl', ['replica', 'reply']],
  ['three letters: too few to guess by', 'rep', []],
  ['too many letters away', 'qalxndyr', []],
  ['a word that is known: no other', 'пере', ['пере']],
])('%s', (_, word, titles) => {
  expect(found(word).sort()).toEqual([...titles].sort());
});

test('what is written as asked counts more than what looks like it', () => {
  const [exact] = search([{ term: 'redact', words: [0], weight: 1, meets: 1 }]);
  const [guessed] = search([{ term: 'redactt', words: [0], weight: 1, meets: 1 }]);
  expect(exact?.score).toBeGreaterThan(guessed?.score ?? Number.POSITIVE_INFINITY);
});

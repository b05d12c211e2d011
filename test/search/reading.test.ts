import { expect, test } from 'vitest';
import { nameOf, plainWords, readingOf } from '../../lib/search/reading.ts';
import { termsOf } from '../../lib/search/words.ts';
import { ENTRIES } from './sample.ts';

const [first] = ENTRIES;
if (!first) throw new Error('the sample is empty');
const termsIn = (words: readonly { readonly term: string }[]) => words.map(({ term }) => term);

test.each([
  ['the end of a path', 'io.example/pull-request-helper', 'pull request helper'],
  ['all of a plain title', 'Pull request helper', 'pull request helper'],
  ['nothing, of a title without words', '🚌', ''],
])('names an entry by %s', (_, title, name) => {
  expect(termsIn(nameOf(readingOf({ ...first, title })))).toEqual(termsOf(name));
});

test.each([
  ['a full stop', 'Drafts replies. Sends nothing.', 'Drafts replies'],
  ['a line break', 'Drafts replies\nSends nothing', 'Drafts replies'],
  ['nothing: it is one sentence', 'Drafts replies', 'Drafts replies'],
])('the first sentence ends at %s', (_, text, lead) => {
  const { lead: length, fields } = readingOf({ ...first, text });
  expect(termsIn(plainWords(fields.text)).slice(0, length)).toEqual(termsOf(lead));
});

test('phrases are no plain words', () => {
  const { fields } = readingOf({ ...first, text: 'pull requests' });
  expect(fields.text.length).toBe(3);
  expect(termsIn(plainWords(fields.text))).toEqual(termsOf('pull requests'));
});

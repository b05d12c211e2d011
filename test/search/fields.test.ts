import { expect, it } from 'vitest';
import { fieldsOf, holdingOf, wordsIn, writtenOf } from '../../lib/search/fields.ts';
import { termsOf, wordsOf } from '../../lib/search/words.ts';
import { ENTRIES } from './sample.ts';

const [first] = ENTRIES;
if (!first) throw new Error('the sample is empty');
const pullRequest = termsOf('pull request').join(' ');

it('phrases are read as terms besides their words', () => {
  const { title } = fieldsOf({ ...first, title: 'pull-requests' });
  expect(title.map(({ term }) => term)).toEqual([...termsOf('pull requests'), pullRequest]);
  expect(title.at(-1)?.written).toBe('pull requests');
});

it('no phrase reaches from one keyword to the next', () => {
  const { keywords } = fieldsOf({ ...first, keywords: ['pull', 'request'] });
  expect(keywords.map(({ term }) => term)).not.toContain(pullRequest);
});

it('every field is read, connectors by their names', () => {
  const words = wordsIn(fieldsOf({ ...first, connectors: ['connector/crm-readonly'] }));
  const written = words.map((word) => word.written);
  expect(written).toEqual(expect.arrayContaining(['reply', 'drafts', 'crm', 'readonly', 'team']));
  expect(written).not.toContain('connector');
});

it('counts an entry once for a term', () => {
  expect(holdingOf([['a', 'a', 'b'], ['b']])).toEqual(
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
  );
});

it('gives a term back as it is mostly written', () => {
  const written = writtenOf(wordsOf('replies reply replies; drafts draft'));
  expect(written.get(termsOf('reply')[0] ?? '')).toBe('replies');
  expect(written.get('draft')).toBe('draft');
});

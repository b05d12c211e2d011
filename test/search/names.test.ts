import { expect, it } from 'vitest';
import { namedness } from '../../lib/search/names.ts';
import { wordsOf } from '../../lib/search/words.ts';

const named = namedness(
  ['Posts to Slack every day.', 'Reads Slack and Jira.', 'Reads posts.'].flatMap(wordsOf),
);

it('counts capitals inside sentences: a name is written with one wherever it stands', () => {
  expect(named('slack')).toBeGreaterThan(named('jira'));
  expect(named('jira')).toBeGreaterThan(named('post'));
});

it('a plain word counts a little, and one never seen inside a sentence more than that', () => {
  expect(named('post')).toBeGreaterThan(0);
  expect(named('read')).toBeGreaterThan(named('post'));
});

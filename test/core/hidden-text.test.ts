import { expect, test } from 'vitest';
import { clean, oneLine } from '../../lib/core/hidden-text.ts';

test.each([
  ['turned around', 'pay \u202E001', 'pay [U+202E]001'],
  ['of no width', 'a\u200Bb', 'a[U+200B]b'],
  ['a bell', 'a\u0007b', 'a[U+0007]b'],
  ['half a character', 'a\uD800b', 'a\uFFFDb'],
])('text that is %s is shown as what it is', (_, text, shown) => {
  expect(clean(text)).toBe(shown);
});

test('joiners stay in an emoji, line breaks in a text', () => {
  expect(clean('👩‍👧\r\nnext')).toBe('👩‍👧\nnext');
});

test('a line break does not look like a line of ours', () => {
  expect(oneLine('one\ntwo\tthree')).toBe('one ⏎ two three');
});

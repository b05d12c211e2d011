import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMrkdwn, shorten } from '../../lib/slack/limits.ts';

describe('shorten', () => {
  test.each([
    ['leaves a text that fits', 'abc', 3, 'abc'],
    ['cuts visibly, ellipsis included in the length', 'abcd', 3, 'ab…'],
    ['drops the blank before the ellipsis', 'ab cd', 4, 'ab…'],
    ['never splits an emoji', 'ab🚂cd', 4, 'ab…'],
    ['keeps an emoji that fits', 'ab🚂cd', 5, 'ab🚂…'],
    ['never splits an escaped character', 'ab&amp;cd', 5, 'ab…'],
    ['keeps an escaped character that fits', 'ab&amp;cdef', 9, 'ab&amp;c…'],
    ['leaves an ampersand that escapes nothing', 'AT&Tower', 5, 'AT&T…'],
    ['keeps only the ellipsis when there is room for one', 'abc', 1, '…'],
    ['gives nothing when there is no room', 'abc', 0, ''],
  ])('%s', (_why, text, max, expected) => {
    expect(shorten(text, max)).toBe(expected);
  });

  test('is never longer than asked and never ends in half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 30 }), (text, max) => {
        const cut = shorten(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });
});

test('escaping leaves no live mention, link or entity', () => {
  expect(escapeMrkdwn('<!channel> & <@U1> &amp;')).toBe(
    '&lt;!channel&gt; &amp; &lt;@U1&gt; &amp;amp;',
  );
});

import { expect, test } from 'vitest';
import {
  clean,
  dayWords,
  mention,
  oneLine,
  people,
  safe,
  shown,
  when,
} from '../../../lib/slack/views/text.ts';

test.each([
  ['abc\u202Ecba', 'abc[U+202E]cba'],
  ['zero\u200Bwidth', 'zero[U+200B]width'],
  ['bell\u0007', 'bell[U+0007]'],
  ['lone \uD800', 'lone \uFFFD'],
  ['👩‍👩‍👧 stays', '👩‍👩‍👧 stays'],
  ['alice@exam\u200Dple.com', 'alice@exam[U+200D]ple.com'],
  ['1\uFE0F00 EUR', '1[U+FE0F]00 EUR'],
  ['ali\u00ADce\u{E0041}\u3164', 'ali[U+00AD]ce[U+E0041][U+3164]'],
  ['❤️ 1️⃣ 👍🏽 stay', '❤️ 1️⃣ 👍🏽 stay'],
  ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ['שלום', 'שלום'],
  ['two\r\nlines\tkept', 'two\nlines\tkept'],
])('hidden characters are shown as what they are: %j', (text, becomes) => {
  expect(clean(text)).toBe(becomes);
});

test('one line is one line', () => {
  expect(oneLine('a\nb\r\nc\u2028d\te')).toBe('a ⏎ b ⏎ c ⏎ d e');
});

test('safe text holds no token', () => {
  expect(safe('<!channel> & <@U1>', 100)).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
});

test('an empty text is said to be empty', () => {
  expect(shown('  ', 10)).toBe('(empty)');
});

test.each([
  [[], ''],
  [['T1/U1'], '<@U1>'],
  [['T1/U1', 'T1/U2'], '<@U1> and <@U2>'],
  [['T1/U1', 'T1/U2', 'T1/U3'], '<@U1>, <@U2> and <@U3>'],
  [['T1/U1', 'T1/U2', 'T1/U3', 'T1/U4'], '<@U1>, <@U2>, <@U3> and 1 more'],
])('people %j', (list, says) => {
  expect(people(list)).toBe(says);
});

test("a day is said as people say it, in nobody's time zone", () => {
  expect(dayWords('2026-12-01')).toBe('1 Dec 2026');
});

test('a moment is a date token with words behind it', () => {
  expect(when('2026-11-23T09:00:00.000Z')).toBe(
    '<!date^1795424400^{date_short_pretty} at {time}|23 Nov 2026, 09:00 UTC>',
  );
});

test.each([
  ['T0YARD/U0OWNER', '<@U0OWNER>'],
  ['ci/ci-support-main', 'ci/ci-support-main'],
  ['ci/<!channel>', 'ci/&lt;!channel&gt;'],
  ['U0OWNER', 'U0OWNER'],
])('%s is shown as %s: only a person is mentioned', (who, shows) => {
  expect(mention(who)).toBe(shows);
});

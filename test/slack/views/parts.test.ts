import { expect, test } from 'vitest';
import { validateBlocks } from '../../../lib/slack/validate.ts';
import {
  actions,
  boldLine,
  button,
  factLines,
  fallback,
  mrkdwn,
  quote,
  section,
  upTo,
} from '../../../lib/slack/views/parts.ts';
import { words } from './kit.ts';

test('a fallback keeps our half whole, however long the other', () => {
  const text = fallback('x'.repeat(9000), 'Decide by tomorrow.');
  expect(text.length).toBe(4000);
  expect(text.endsWith('… Decide by tomorrow.')).toBe(true);
});

test('a fallback is escaped, since Slack parses it', () => {
  expect(fallback('<!channel>')).toBe('&lt;!channel&gt;');
});

test('plain addresses in mrkdwn stay text', () => {
  expect(mrkdwn('see evil.example')).toMatchObject({ verbatim: true });
});

test('no emoji token comes alive in a button', () => {
  expect(button('Approve', 'a', 'v').text).toMatchObject({ type: 'plain_text', emoji: false });
});

test('a list says how many more there are', () => {
  const blocks = upTo([1, 2, 3, 4, 5], 2, (n) => [section(String(n))]);
  expect(words(blocks)).toBe('1\n2\nAnd 3 more.');
  expect(upTo([1, 2], 2, (n) => [section(String(n))])).toHaveLength(2);
});

test('a quotation keeps its line breaks, a fact does not', () => {
  expect(words(quote('a\nb'))).toBe('a\nb');
  expect(words(factLines([{ label: 'to', value: 'a\nb' }]))).toContain('a ⏎ b');
});

test('no facts are no block', () => {
  expect(factLines([])).toEqual([]);
});

test('even the longest parts are what Slack takes', () => {
  const long = 'w'.repeat(20_000);
  const blocks = [
    boldLine(long),
    quote(long),
    section(long),
    actions(long, button('Approve', 'a', 'v')),
  ];
  expect(validateBlocks(blocks, 'message')).toEqual([]);
});

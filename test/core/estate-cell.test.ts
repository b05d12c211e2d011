import { describe, expect, test } from 'vitest';
import { readPins, readSystems, readText, splitList } from '../../lib/core/estate-cell.ts';

describe('a text cell', () => {
  test.each([
    ['plain', 'Drafts replies', 'Drafts replies'],
    ['spaces and line breaks', '  Drafts\n\treplies ', 'Drafts replies'],
    ['control characters', 'a\u0000b\u001Bc', 'a b c'],
    ['a lone surrogate', 'a\uD800', 'a\uFFFD'],
    ['other scripts', 'Отвечает клиентам', 'Отвечает клиентам'],
    ['a hyphen within', 'e-mail = post', 'e-mail = post'],
    ['empty', '  ', ''],
  ])('is kept on one line: %s', (_, text, value) => {
    expect(readText(text, 100)).toEqual({ kind: 'value', value });
  });

  test.each(['=cmd', '+1', '-1', '@SUM(A1)', ' =cmd', '\t=cmd', '＝cmd', '＠x'])(
    'is refused when a spreadsheet would run it: %j',
    (text) => {
      expect(readText(text, 100)).toMatchObject({
        kind: 'bad',
        message: expect.stringContaining('like a formula'),
      });
    },
  );

  test('is refused when it is too long', () => {
    expect(readText('x'.repeat(100), 100).kind).toBe('value');
    expect(readText('x'.repeat(101), 100)).toMatchObject({
      message: expect.stringContaining('100'),
    });
  });
});

test.each([
  ['crm; mail', ['crm', 'mail']],
  ['crm|mail', ['crm', 'mail']],
  ['crm, mail', ['crm', 'mail']],
  ['crm\nmail', ['crm', 'mail']],
  ['crm mail', ['crm', 'mail']],
  ['Google Drive', ['Google Drive']],
  ['Google Drive; Mail', ['Google Drive', 'Mail']],
  ['crm; crm;', ['crm']],
  ['', []],
])('%j lists %j', (text, listed) => {
  expect(splitList(text)).toEqual(listed);
});

test('systems are cells of their own', () => {
  expect(readSystems('crm; =cmd')).toMatchObject({ kind: 'bad' });
  expect(readSystems('')).toEqual({ kind: 'value', value: [] });
  const many = Array.from({ length: 51 }, (_, index) => `s${index}`).join(';');
  expect(readSystems(many)).toMatchObject({ message: expect.stringContaining('50') });
});

describe('pins', () => {
  test.each([
    ['connector/crm@1.4.x', [{ kind: 'connector', name: 'crm', range: '1.4.x' }]],
    [
      'connector/crm 1.4.x; skill/tone',
      [
        { kind: 'connector', name: 'crm', range: '1.4.x' },
        { kind: 'skill', name: 'tone' },
      ],
    ],
    [
      'connector/crm skill/tone@2.0.1',
      [
        { kind: 'connector', name: 'crm' },
        { kind: 'skill', name: 'tone', range: '2.0.1' },
      ],
    ],
    ['', []],
  ])('%j', (text, value) => {
    expect(readPins(text)).toEqual({ kind: 'value', value });
  });

  test.each([
    'crm',
    'agent/crm',
    'workflow/other@1.0.0',
    'connector/CRM@1',
    'connector/crm@banana',
    'connector/@1',
    '=connector/crm',
    'connector/crm@1; connector/crm@2',
  ])('%j is refused, and says how to write it', (text) => {
    expect(readPins(text)).toMatchObject({
      kind: 'bad',
      message: expect.stringMatching(/Write|Keep/),
    });
  });

  test('more than 40 are refused', () => {
    const many = Array.from({ length: 41 }, (_, index) => `skill/s${index}`).join(';');
    expect(readPins(many)).toMatchObject({ message: expect.stringContaining('40') });
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenAt } from '../../lib/api/json-position.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['', 0],
  ['{"a": x}', 6],
  ['{"a": 1,}', 8],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['{"a": "unclosed', 6],
  ['{"a": 1', 7],
  ['{} {}', 3],
  ['["a\tb"]', 1],
  ['01', 1],
])('says where %j stops being JSON', (text, at) => {
  expect(brokenAt(text)).toBe(at);
});

test('finds a fault exactly where the runtime finds one', () => {
  const soup = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ 01-.eEtruefalsn\n\tu') });
  fc.assert(
    fc.property(fc.oneof(soup, fc.json()), (text) => {
      expect(brokenAt(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 2_000 },
  );
});

test('every cut of a text is broken somewhere', () => {
  const text = '{"a":[1,{"b":"c\\u00e9"},null],"d":-1.5e3}';
  for (let end = 0; end < text.length; end += 1) {
    expect(brokenAt(text.slice(0, end))).toBeLessThanOrEqual(end);
  }
  expect(brokenAt(text)).toBeUndefined();
});

test('half a megabyte of brackets or of one text is no trouble', () => {
  expect(brokenAt('['.repeat(500_000))).toBe(500_000);
  expect(brokenAt(`"${'x'.repeat(500_000)}"`)).toBeUndefined();
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8Length } from '../../lib/core/utf8.ts';

it.each([
  ['', 0],
  ['\u007f', 1],
  ['\u0080', 2],
  ['\u07ff', 2],
  ['\u0800', 3],
  ['\uffff', 3],
  ['\u{10000}', 4],
  ['\ud800', 3],
])('counts the bytes of %j', (text, bytes) => {
  expect(utf8Length(text)).toBe(bytes);
});

it('counts as an encoder does, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});

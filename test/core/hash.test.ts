import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../lib/core/hash.ts';

test('bytes are two lower-case digits each', () => {
  expect(toHex(Uint8Array.of(0, 10, 255))).toBe('000aff');
});

test('hexadecimal goes there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }),
  );
});

test.each(['0', '0g', 'AB', ' 00', '00\n'])('%j is not lower-case hexadecimal', (hex) => {
  expect(() => fromHex(hex)).toThrow('not lower-case hexadecimal');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { manifestSchema } from '../../../lib/core/manifest.ts';
import { manifestText, patchLines } from '../../../lib/core/manifest-diff/text.ts';
import { MANIFEST } from '../perfect.ts';

test('a manifest is written in the order of the plan, whatever the order it came in', () => {
  const reversed = manifestSchema.parse(Object.fromEntries(Object.entries(MANIFEST).reverse()));
  expect(manifestText(reversed)).toBe(`${JSON.stringify(MANIFEST, null, 2)}\n`);
});

test('changed lines are marked, the rest stands around them', () => {
  expect(patchLines('a\nb\nc\n', 'a\nx\nc\nd\n')).toEqual([
    { mark: ' ', text: 'a' },
    { mark: '-', text: 'b' },
    { mark: '+', text: 'x' },
    { mark: ' ', text: 'c' },
    { mark: '+', text: 'd' },
  ]);
});

test('taking the marks at their word turns the one into the other', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (was, now) => {
      const patch = patchLines(was.join('\n'), now.join('\n'));
      const left = patch.filter((one) => one.mark !== '+').map((one) => one.text);
      const right = patch.filter((one) => one.mark !== '-').map((one) => one.text);
      expect([left, right]).toEqual([was, now]);
    }),
  );
});

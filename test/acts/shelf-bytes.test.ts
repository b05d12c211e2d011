import { expect, test } from 'vitest';
import { packShelf, unpackShelf } from '../../lib/acts/shelf-bytes.ts';
import { shelve } from '../../lib/search/shelf.ts';
import { ENTRIES } from '../search/sample.ts';

// That bytes are the same shelf again, whatever is on it, is a law in test/search/shelf.test.ts.
test('an empty shelf has bytes too, and what was learned stays', () => {
  const empty = shelve([]);
  expect(unpackShelf(packShelf(empty))).toEqual(empty);
  const many = Array.from({ length: 10 }, (_, n) =>
    ENTRIES.map((one) => ({ ...one, id: `${one.id}-${n}` })),
  ).flat();
  const shelf = shelve(many);
  const again = unpackShelf(packShelf(shelf));
  expect(again.learned).toEqual(shelf.learned);
  expect(again.learned.parts.some((part) => part < 0)).toBe(true);
});

test('bytes that are cut off, or of something else, are no shelf', () => {
  const bytes = packShelf(shelve(ENTRIES));
  expect(() => unpackShelf(bytes.subarray(0, bytes.length - 9))).toThrow();
  expect(() => unpackShelf(new TextEncoder().encode('{"ids":[]}'))).toThrow();
});

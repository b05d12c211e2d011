import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merklePath, merkleRoot, rootFrom } from '../../lib/core/merkle.ts';
import { sha } from './perfect.ts';

const leavesSchema = fc.array(fc.string(), { minLength: 1, maxLength: 70 });

describe('a root', () => {
  /** Of RFC 6962's own reference data: an empty tree, and a tree with one empty leaf. */
  test.each([
    [[], 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [[''], '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ])('of %j is as the standard has it', (leaves, root) => {
    expect(merkleRoot(leaves, sha)).toBe(root);
  });

  test('changes with any leaf, their order and their number', () => {
    const root = merkleRoot(['a', 'b', 'c'], sha);
    for (const other of [
      ['a', 'b', 'x'],
      ['b', 'a', 'c'],
      ['a', 'b'],
      ['a', 'b', 'c', 'c'],
    ]) {
      expect(merkleRoot(other, sha)).not.toBe(root);
    }
  });
});

test('every leaf of every tree has a path to the root', () => {
  fc.assert(
    fc.property(leavesSchema, (leaves) => {
      const root = merkleRoot(leaves, sha);
      for (const [index, text] of leaves.entries()) {
        const path = merklePath(leaves, index, sha);
        expect(rootFrom({ text, index, size: leaves.length }, path, sha)).toBe(root);
      }
    }),
  );
});

test('no other leaf, place or path leads there', () => {
  fc.assert(
    fc.property(leavesSchema, fc.nat(), fc.nat(), (leaves, some, cut) => {
      const index = some % leaves.length;
      const text = leaves[index] ?? '';
      const size = leaves.length;
      const root = merkleRoot(leaves, sha);
      const path = merklePath(leaves, index, sha);
      expect(rootFrom({ text: `${text}!`, index, size }, path, sha)).not.toBe(root);
      expect(rootFrom({ text, index: size, size }, path, sha)).toBeUndefined();
      expect(rootFrom({ text, index, size }, [...path, root], sha)).not.toBe(root);
      if (path.length > 0) {
        const shorter = path.toSpliced(cut % path.length, 1);
        expect(rootFrom({ text, index, size }, shorter, sha)).not.toBe(root);
      }
    }),
  );
});

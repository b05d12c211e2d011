import { expect, test } from 'vitest';
import { matchMetadataSchema, packMatch, unpackMetadata } from '../../lib/slack/metadata.ts';

const match = {
  id: 'req_0123456789abcdef01234567',
  need: 'draft replies',
  workflow: 'replies',
  team: 'team-support',
  offered: 1,
  evidence: [{ id: 'plugin/a', why: 'It drafts replies.' }],
};

test('what is packed comes back', () => {
  expect(unpackMetadata(packMatch(match), matchMetadataSchema)).toEqual(match);
});

test('the largest request fits the 3,000 characters of a modal, and what was typed is whole', () => {
  const id = (index: number) => `connector/${'n'.repeat(79)}${index}`;
  const largest = {
    ...match,
    need: '"'.repeat(800),
    workflow: 'w'.repeat(80),
    team: 't'.repeat(60),
    offered: 5,
    evidence: Array.from({ length: 8 }, (_, index) => ({ id: id(index), why: 'why '.repeat(200) })),
  };
  const packed = packMatch(largest);
  expect(packed.length).toBeLessThanOrEqual(3000);
  expect(unpackMetadata(packed, matchMetadataSchema)?.need).toBe(largest.need);
});

test.each(['', '{', 'null', '[]', '{"id":1}', JSON.stringify({ ...match, more: true })])(
  '%s is from another version',
  (text) => {
    expect(unpackMetadata(text, matchMetadataSchema)).toBeUndefined();
  },
);

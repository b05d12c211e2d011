import { expect, it } from 'vitest';
import { bestFirst } from '../../lib/search/entry.ts';

it.each([
  [
    'by score',
    [
      ['a', 1],
      ['b', 2],
    ],
    5,
    ['b', 'a'],
  ],
  [
    'equals by id',
    [
      ['b', 1],
      ['a', 1],
    ],
    5,
    ['a', 'b'],
  ],
  [
    'up to the limit',
    [
      ['a', 1],
      ['b', 2],
    ],
    1,
    ['b'],
  ],
  ['none for a limit below zero', [['a', 1]], -1, []],
] as const)('orders %s', (_, given, limit, ids) => {
  const matches = given.map(([id, score]) => ({ id, score, why: '' }));
  expect(bestFirst(matches, limit).map((match) => match.id)).toEqual(ids);
});

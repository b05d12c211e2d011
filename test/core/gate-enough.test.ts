import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enough } from '../../lib/core/gate.ts';
import { ADMIN, COLLEAGUE, LEAD, OWNER, THIRD } from './perfect.ts';

/** What it means, tried in every way: whoever is left is given to one stage or to none. */
function canFill(stages: readonly { people: readonly string[]; needed: number }[]): boolean {
  const everybody = [...new Set(stages.flatMap((one) => one.people))];
  const ways = (stages.length + 1) ** everybody.length;
  return Array.from({ length: ways }, (_, way) => way).some((way) => {
    const given = everybody.map(
      (_, at) => Math.floor(way / (stages.length + 1) ** at) % (stages.length + 1),
    );
    return stages.every(
      ({ people, needed }, stage) =>
        everybody.filter((one, at) => given[at] === stage && people.includes(one)).length >= needed,
    );
  });
}

describe('enough different people', () => {
  test.each([
    ['one stage that has them', [[[OWNER], 1]], true],
    ['one stage that lacks one', [[[OWNER], 2]], false],
    ['a stage of nobody', [[[], 1]], false],
    ['a stage that needs nobody any more', [[[], 0]], true],
    [
      'two that share nobody',
      [
        [[OWNER], 1],
        [[LEAD], 1],
      ],
      true,
    ],
    [
      'two that share their only person',
      [
        [[OWNER], 1],
        [[OWNER], 1],
      ],
      false,
    ],
    [
      'two that share two',
      [
        [[OWNER, LEAD], 1],
        [[LEAD, OWNER], 1],
      ],
      true,
    ],
    [
      'two that share two and need three',
      [
        [[OWNER, LEAD], 2],
        [[LEAD, OWNER], 1],
      ],
      false,
    ],
    [
      'one within the other',
      [
        [[OWNER, LEAD, THIRD], 2],
        [[OWNER], 1],
      ],
      true,
    ],
    [
      'one within the other, and too few',
      [
        [[OWNER, LEAD], 2],
        [[OWNER], 1],
      ],
      false,
    ],
  ] as const)('%s', (_, stages, is) => {
    const asked = stages.map(([people, needed]) => ({ people, needed }));
    expect(enough(asked)).toBe(is);
  });
});

test('they are enough exactly when nobody has to decide twice', () => {
  const people = fc.uniqueArray(fc.constantFrom(OWNER, COLLEAGUE, THIRD, LEAD, ADMIN));
  const stage = fc.record({ people, needed: fc.integer({ min: 0, max: 3 }) });
  fc.assert(
    fc.property(fc.array(stage, { minLength: 1, maxLength: 3 }), (stages) => {
      expect(enough(stages)).toBe(canFill(stages));
    }),
  );
});

import { expect, it } from 'vitest';
import { rarityIn, scaled, sum, vectorOf } from '../../lib/search/vectors.ts';

const rarity = rarityIn(
  100,
  new Map([
    ['common', 90],
    ['rare', 1],
  ]),
);

it('what fewer entries hold is rarer, and what none holds most', () => {
  expect(rarity('rare')).toBeGreaterThan(rarity('common'));
  expect(rarity('unknown')).toBeGreaterThan(rarity('rare'));
});

it('rare terms weigh more, repeated ones a little more, and the length is 1', () => {
  const vector = vectorOf(['common', 'rare', 'rare'], rarity);
  const weight = (term: string) => vector.get(term) ?? 0;
  expect(weight('rare')).toBeGreaterThan(weight('common'));
  expect(Math.hypot(...vector.values())).toBeCloseTo(1, 10);
  expect(weight('rare')).toBeLessThan(2 * (vectorOf(['common', 'rare'], rarity).get('rare') ?? 0));
});

it('nothing has no length, and no sum', () => {
  expect([...scaled([])]).toEqual([]);
  expect([...vectorOf([], rarity)]).toEqual([]);
  expect(sum([])).toBe(0);
});

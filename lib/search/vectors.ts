/** Weights by term; of length 1 unless empty. */
export type Vector = ReadonlyMap<string, number>;

export type Rarity = (term: string) => number;

/** How rare a term is among `size` entries, of which `holding` hold it: 0 (in all) and up. */
export function rarityIn(size: number, holding: Pick<ReadonlyMap<string, number>, 'get'>): Rarity {
  return (term) => Math.log(1 + size / (1 + (holding.get(term) ?? 0)));
}

/** Rare terms weigh more, repeated ones a little more. */
export function vectorOf(terms: readonly string[], rarity: Rarity): Vector {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return scaled([...counts].map(([term, n]) => [term, (1 + Math.log(n)) * rarity(term)]));
}

export function scaled(weights: readonly (readonly [string, number])[]): Vector {
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
  return new Map(weights.map(([term, weight]) => [term, weight / length]));
}

export function sum(values: readonly number[]): number {
  return values.reduce((before, value) => before + value, 0);
}

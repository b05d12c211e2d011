import type { Rarity, Vector } from './vectors.ts';

/** How near a text is in subject to an entry, −1 to 1; 0 when nothing is known of either. */
export type Nearness = (text: Vector) => (entry: number) => number;

/** What was learned of a catalog: terms, and where each points, as whole numbers. */
export interface Learned {
  readonly terms: readonly string[];
  /** How many directions there are. */
  readonly size: number;
  /** `size` parts of each term in turn. Only their relations count. */
  readonly parts: Int16Array;
}

/** What a catalog teaches that is too small. */
const NOTHING_LEARNED: Learned = { terms: [], size: 0, parts: new Int16Array(0) };

const TOPICS = 48;
/** With fewer entries a topic there is too little to learn from. */
const ENTRIES_A_TOPIC = 10;
const LEAST_TOPICS = 10;
const ROUNDS = 3;
const WHOLE = 32_767;

/** The terms of one text that the catalog shares, as positions and weights. */
interface Row {
  readonly at: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Learns from the catalog alone which words go together (latent semantic analysis): the strongest
 * directions of the entries' vectors, found by repeated multiplication from a fixed start. The same entries in
 * the same order give the same answers.
 */
export function learn(entries: readonly Vector[]): Learned {
  const count = Math.min(TOPICS, Math.floor(entries.length / ENTRIES_A_TOPIC));
  if (count < LEAST_TOPICS) return NOTHING_LEARNED;
  const positions = sharedTerms(entries);
  const rows = entries.map((entry) => rowOf(entry, positions));
  const directions = strongest(rows, { count, width: positions.size });
  return { terms: [...positions.keys()], size: count, parts: whole(directions) };
}

/** The largest part of all becomes the largest whole number: a ratio stays what it was. */
function whole(directions: readonly Float64Array[]): Int16Array {
  let most = 0;
  for (const one of directions) for (const value of one) most = Math.max(most, Math.abs(value));
  const parts = new Int16Array(directions.length * (directions[0]?.length ?? 0));
  for (const [at, one] of directions.entries()) {
    for (const [term, value] of one.entries()) {
      parts[term * directions.length + at] = Math.round((value / (most || 1)) * WHOLE);
    }
  }
  return parts;
}

/** Places entries, by their terms in any order, along what was learned of these or of others before. */
export function nearness(
  learned: Learned,
  entries: readonly (readonly string[])[],
  rarity: Rarity,
): Nearness {
  if (learned.size === 0) return () => () => 0;
  const positions = new Map(learned.terms.map((term, at) => [term, at]));
  const rare = Float64Array.from(learned.terms, rarity);
  const places = entries.map((terms) => placeOf(learned, counted(terms, positions, rare)));
  return (text) => {
    const known = [...text].map(([term, weight]) => [positions.get(term), weight] as const);
    const place = placeOf(learned, known);
    return (entry) => cosine(place, places[entry]);
  };
}

type Weights = Iterable<readonly [number | undefined, number]>;

/** Rare terms weigh more, repeated ones a little more; terms that connect nothing are left out. */
function counted(
  terms: readonly string[],
  positions: ReadonlyMap<string, number>,
  rare: Float64Array,
): Weights {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const at = positions.get(term);
    if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return Array.from(counts, ([at, n]) => [at, (1 + Math.log(n)) * (rare[at] ?? 0)] as const);
}

function placeOf({ size, parts }: Learned, weights: Weights): Float64Array {
  const place = new Float64Array(size);
  for (const [at, weight] of weights) {
    if (at === undefined) continue;
    for (let one = 0; one < size; one++) {
      place[one] = (place[one] ?? 0) + weight * (parts[at * size + one] ?? 0);
    }
  }
  return place;
}

/** Terms that two entries hold: others connect nothing. */
function sharedTerms(entries: readonly Vector[]): Map<string, number> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const entry of entries) {
    for (const term of entry.keys()) (seen.has(term) ? shared : seen).add(term);
  }
  return new Map([...shared].map((term, at) => [term, at]));
}

function rowOf(vector: Vector, positions: ReadonlyMap<string, number>): Row {
  const known = [...vector].flatMap(([term, weight]) => {
    const at = positions.get(term);
    return at === undefined ? [] : [{ at, weight }];
  });
  return {
    at: Int32Array.from(known, ({ at }) => at),
    weights: Float64Array.from(known, ({ weight }) => weight),
  };
}

function strongest(
  rows: readonly Row[],
  size: { readonly count: number; readonly width: number },
): Float64Array[] {
  let directions = Array.from({ length: size.count }, (_, at) => start(at, size.width));
  for (let round = 0; round < ROUNDS; round++) {
    directions = upright(directions.map((one) => spread(rows, one)));
  }
  return directions;
}

/** A fixed start that looks random: the fractions of multiples of irrational numbers. */
function start(at: number, width: number): Float64Array {
  const step = Math.sqrt(2 + at) * Math.PI;
  return Float64Array.from(
    { length: width },
    (_, place) => (((place + 1) * step * (place + at + 1)) % 1) - 0.5,
  );
}

/** One multiplication by the entries and back: makes what entries share stronger. */
function spread(rows: readonly Row[], direction: Float64Array): Float64Array {
  const result = new Float64Array(direction.length);
  for (const row of rows) {
    const amount = along(row, direction);
    for (let i = 0; i < row.at.length; i++) {
      const at = row.at[i] ?? 0;
      result[at] = (result[at] ?? 0) + amount * (row.weights[i] ?? 0);
    }
  }
  return result;
}

function along({ at, weights }: Row, direction: Float64Array): number {
  let amount = 0;
  for (let i = 0; i < at.length; i++) amount += (weights[i] ?? 0) * (direction[at[i] ?? 0] ?? 0);
  return amount;
}

/** Makes directions independent of each other and of length 1 (modified Gram-Schmidt). */
function upright(directions: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = [];
  for (const direction of directions) {
    for (const other of done) {
      const shared = inner(direction, other);
      for (let i = 0; i < direction.length; i++) {
        direction[i] = (direction[i] ?? 0) - shared * (other[i] ?? 0);
      }
    }
    const length = Math.sqrt(inner(direction, direction)) || 1;
    done.push(direction.map((value) => value / length));
  }
  return done;
}

function cosine(a: Float64Array, b: Float64Array | undefined): number {
  if (!b) return 0;
  const lengths = Math.sqrt(inner(a, a) * inner(b, b));
  return lengths === 0 ? 0 : inner(a, b) / lengths;
}

function inner(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] ?? 0) * (b[i] ?? 0);
  return total;
}

/** Terms as numbers from 0, in the order in which they were first met. */
export interface Numbering {
  readonly terms: readonly string[];
  numberOf(term: string): number | undefined;
}

/** Gives every term a number. */
export function numbering() {
  const terms: string[] = [];
  const numbers = new Map<string, number>();
  const add = (term: string): number => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, terms.length);
    terms.push(term);
    return terms.length - 1;
  };
  return { terms, add, numberOf: (term: string) => numbers.get(term) };
}

/** Which entries hold each term, in one flat list: those of term t from start[t] to start[t + 1]. */
export interface Postings {
  readonly start: Int32Array;
  /** Positions of entries, rising within a term. */
  readonly entries: Int32Array;
}

/** The postings of entries given as the numbers of their terms, among `terms` in all. */
export function postingsOf(rows: readonly (readonly number[])[], terms: number): Postings {
  const sets = rows.map((row) => new Set(row));
  const start = new Int32Array(terms + 1);
  for (const set of sets) for (const term of set) start[term + 1] = (start[term + 1] ?? 0) + 1;
  for (let term = 0; term < terms; term++) {
    start[term + 1] = (start[term + 1] ?? 0) + (start[term] ?? 0);
  }
  const next = start.slice();
  const entries = new Int32Array(start.at(-1) ?? 0);
  for (const [entry, set] of sets.entries()) {
    for (const term of set) {
      const free = next[term] ?? 0;
      entries[free] = entry;
      next[term] = free + 1;
    }
  }
  return { start, entries };
}

/** How many entries hold a term; 0 for one that has no number. */
export function holders({ start }: Postings, term: number | undefined): number {
  return term === undefined ? 0 : (start[term + 1] ?? 0) - (start[term] ?? 0);
}

/** The entries that hold a term. */
export function entriesOf({ start, entries }: Postings, term: number): Int32Array {
  return entries.subarray(start[term], start[term + 1]);
}

import { bestFirst, type Match, quoted, type SearchEntry } from './entry.ts';
import { rivals } from './families.ts';
import { entriesOf, type Postings } from './postings.ts';
import { comparing, type Profile, profileOf, type Weighed } from './profiles.ts';
import { nameOf, type Reading, readingOf } from './reading.ts';

/**
 * Weights of a logistic regression on three figures, rounded; how they came about and how they
 * hold on pairs that they were not fitted on is in docs/decisions/0022-finding.md.
 */
const WEIGHTS = { constant: -0.2, odd: -0.8, shared: 3.4, rivals: -4.4 };
const LEAST_ALIKE = 0.2;
const WORDS_IN_REASON = 4;

export interface SimilarOptions {
  readonly limit: number;
  /** How alike at least, 0 to 1; what is less is passed over sooner. */
  readonly least?: number;
}

/** Finds entries that do the same job: each one's name is met by the other, and names are shared. */
export function likeness(readings: readonly Reading[]) {
  const catalog = comparing(readings);
  const { weights, numbers } = catalog;
  const weigh = (by: (term: string) => number) => Float64Array.from(numbers.terms, by);
  const [nameWeights, aboutWeights] = [weigh(weights.name), weigh(weights.about)];
  const totals = {
    name: totalsOf(catalog.name, nameWeights, readings.length),
    about: totalsOf(catalog.about, aboutWeights, readings.length),
  };
  const profile = (entry: SearchEntry) => profileOf(readingOf(entry), weights);

  /** What is common with every entry at once: costs the entries that share a term, not all of them. */
  function common(mine: Profile) {
    const sums = () => new Float64Array(readings.length);
    const found = { about: sums(), name: sums(), theirName: sums() };
    for (const term of mine.all) {
      const number = numbers.numberOf(term);
      if (number === undefined) continue;
      add(found.about, entriesOf(catalog.all, number), mine.about.get(term) ?? 0);
      add(found.name, entriesOf(catalog.all, number), mine.name.get(term) ?? 0);
      add(found.about, entriesOf(catalog.about, number), aboutWeights[number] ?? 0);
      add(found.theirName, entriesOf(catalog.name, number), nameWeights[number] ?? 0);
    }
    return found;
  }

  function similar(to: SearchEntry | string, options: SimilarOptions): Match[] {
    const { limit, least = LEAST_ALIKE } = options;
    const entry = typeof to === 'string' ? textEntry(to) : to;
    const mine = profile(entry);
    const met = common(mine);
    const whole = { about: weightOf(mine.about), name: weightOf(mine.name) };
    const near: { id: string; score: number; reading: Reading }[] = [];
    for (const [at, reading] of readings.entries()) {
      const inCommon = met.about[at] ?? 0;
      if (reading.id === entry.id || (inCommon === 0 && mine.systems.size === 0)) continue;
      const about = { common: inCommon, whole: whole.about + (totals.about[at] ?? 0) };
      const systems = systemsShared(mine.systems, reading.systems, weights.system);
      const shared = sharedPart(about, systems);
      if (alike({ odd: 0, shared, rivals: 0 }) < least) continue;
      const odd =
        oddness(whole.name, met.name[at] ?? 0) +
        oddness(totals.name[at] ?? 0, met.theirName[at] ?? 0);
      if (alike({ odd, shared, rivals: 0 }) < least) continue;
      const theirs = nameOf(reading).map(({ term }) => term);
      const score = alike({ odd, shared, rivals: rivalry([...mine.name.keys()], theirs) });
      if (score >= least) near.push({ id: reading.id, score, reading });
    }
    return bestFirst(near, limit).map(({ id, score, reading }) => ({
      id,
      score,
      why: reason(mine, profileOf(reading, weights)),
    }));
  }

  function figures(a: SearchEntry, b: SearchEntry): Figures {
    return compared(profile(a), profile(b));
  }

  return { similar, figures, pair: (a: SearchEntry, b: SearchEntry) => alike(figures(a, b)) };
}

function textEntry(text: string): SearchEntry {
  return { id: '', kind: 'workflow', title: '', text, keywords: [], connectors: [], team: '' };
}

function add(sums: Float64Array, entries: Int32Array, weight: number): void {
  if (weight === 0) return;
  for (const entry of entries) sums[entry] = (sums[entry] ?? 0) + weight;
}

/** The weight of every entry's terms, of `size` entries. */
function totalsOf(postings: Postings, weights: Float64Array, size: number): Float64Array {
  const totals = new Float64Array(size);
  for (const [term, weight] of weights.entries()) add(totals, entriesOf(postings, term), weight);
  return totals;
}

/** What likeness is weighed from; the same either way round. */
export interface Figures {
  /** What the names say that the other entry nowhere mentions: 0 and up. */
  readonly odd: number;
  /** The part of what both are about that the other speaks of as well: 0 to 1. */
  readonly shared: number;
  /** 1 if their names name different things of one kind, else 0. */
  readonly rivals: number;
}

/** A part of a whole, both as weights. */
interface Part {
  readonly common: number;
  readonly whole: number;
}

function compared(a: Profile, b: Profile): Figures {
  const about = {
    common: commonPart(a.about, b.all) + commonPart(b.about, a.all),
    whole: weightOf(a.about) + weightOf(b.about),
  };
  const systems = {
    common: commonPart(a.systems, b.systems) + commonPart(b.systems, a.systems),
    whole: weightOf(a.systems) + weightOf(b.systems),
  };
  const bothSay = a.systems.size > 0 && b.systems.size > 0;
  return {
    odd:
      oddness(weightOf(a.name), commonPart(a.name, b.all)) +
      oddness(weightOf(b.name), commonPart(b.name, a.all)),
    shared: sharedPart(about, bothSay ? systems : undefined),
    rivals: rivalry([...a.name.keys()], [...b.name.keys()]),
  };
}

/** 0 (nothing in common) to nearly 1. */
function alike(figures: Figures): number {
  if (figures.shared === 0) return 0;
  const total =
    WEIGHTS.constant +
    WEIGHTS.odd * figures.odd +
    WEIGHTS.shared * figures.shared +
    WEIGHTS.rivals * figures.rivals;
  return 1 / (1 + Math.exp(-total));
}

/** How much of what both are about the other speaks of as well, 0 to 1; so with what they use, if both say. */
function sharedPart(about: Part, systems: Part | undefined): number {
  const whole = about.whole + (systems?.whole ?? 0);
  return whole === 0 ? 0 : (about.common + (systems?.common ?? 0)) / whole;
}

/** What two sets of connectors have in common; undefined when one of the two says nothing. */
function systemsShared(
  mine: Weighed,
  theirs: readonly string[],
  weigh: (system: string) => number,
): Part | undefined {
  if (mine.size === 0 || theirs.length === 0) return undefined;
  const other: Weighed = new Map(theirs.map((one) => [one, weigh(one)]));
  return {
    common: commonPart(mine, other) + commonPart(other, mine),
    whole: weightOf(mine) + weightOf(other),
  };
}

interface Terms {
  has(term: string): boolean;
}

function commonPart(terms: Weighed, other: Terms): number {
  let weight = 0;
  for (const [term, one] of terms) if (other.has(term)) weight += one;
  return weight;
}

function weightOf(terms: Weighed): number {
  let weight = 0;
  for (const one of terms.values()) weight += one;
  return weight;
}

/** What a name says that the other entry nowhere mentions; words of many names count little. */
function oddness(whole: number, met: number): number {
  return Math.log(1 + Math.max(0, whole - met));
}

function rivalry(a: readonly string[], b: readonly string[]): number {
  const without = (terms: readonly string[], others: readonly string[]) =>
    terms.filter((term) => !others.includes(term));
  return Number(rivals(without(a, b), without(b, a)));
}

function reason(mine: Profile, other: Profile): string {
  const connector = [...mine.systems.keys()].find((one) => other.systems.has(one));
  if (connector) return `Uses the same connector: ${connector}`;
  const written = new Map(mine.words.map(({ term, written }) => [term, written]));
  // Likeness counts what either is about, so the words may be those of the other alone.
  const own = [...mine.about].filter(([term]) => other.all.has(term));
  const theirs = [...other.about].filter(([term]) => mine.all.has(term));
  const common = (own.length > 0 ? own : theirs)
    .sort(([, a], [, b]) => b - a)
    .flatMap(([term]) => written.get(term) ?? []);
  return `Also about ${quoted(common.slice(0, WORDS_IN_REASON))}`;
}

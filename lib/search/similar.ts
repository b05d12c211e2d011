import { bestFirst, connectorNames, type Match, quoted, type SearchEntry } from './entry.ts';
import { rivals } from './families.ts';
import { holdingOf } from './fields.ts';
import { namedness } from './names.ts';
import { type Rarity, rarityIn } from './vectors.ts';
import { type Word, wordsOf } from './words.ts';

/** What is read of an entry to compare it. */
interface Read {
  readonly name: readonly Word[];
  readonly lead: readonly Word[];
  readonly text: readonly Word[];
  readonly connectors: readonly string[];
}

/** Terms with how much each says. */
type Weighed = ReadonlyMap<string, number>;

interface Profile {
  readonly name: Weighed;
  /** Its name and first sentence: what it is about. */
  readonly about: Weighed;
  /** Every term of its name and description. */
  readonly all: ReadonlySet<string>;
  /** Its connectors. */
  readonly systems: Weighed;
  readonly words: readonly Word[];
}

/**
 * Weights of a logistic regression on three figures, rounded; how they came about and how they
 * hold on pairs that they were not fitted on is in docs/decisions/0022-finding.md.
 */
const WEIGHTS = { constant: -0.2, odd: -0.8, shared: 3.4, rivals: -4.4 };
const LEAST_ALIKE = 0.2;
const WORDS_IN_REASON = 4;

/** Finds entries that do the same job: each one's name is met by the other, and names are shared. */
export function likeness(entries: readonly SearchEntry[]) {
  const profileOf = profiler(entries.map(read));
  const profiles = entries.map((entry) => profileOf(read(entry)));

  function similar(to: SearchEntry | string, options: { readonly limit: number }): Match[] {
    const entry = typeof to === 'string' ? textEntry(to) : to;
    const mine = profileOf(read(entry));
    const near = entries.flatMap(({ id }, at) => {
      const other = profiles[at];
      if (id === entry.id || !other) return [];
      const score = alike(mine, other);
      return score < LEAST_ALIKE ? [] : [{ id, score, other }];
    });
    return bestFirst(near, options.limit).map(({ id, score, other }) => ({
      id,
      score,
      why: reason(mine, other),
    }));
  }

  function pair(a: SearchEntry, b: SearchEntry): number {
    return alike(profileOf(read(a)), profileOf(read(b)));
  }

  function figures(a: SearchEntry, b: SearchEntry): Figures {
    return compared(profileOf(read(a)), profileOf(read(b)));
  }

  return { similar, pair, figures };
}

function textEntry(text: string): SearchEntry {
  return { id: '', kind: 'workflow', title: '', text, keywords: [], connectors: [], team: '' };
}

function read(entry: SearchEntry): Read {
  return {
    // A registry's name is a path of which only the end names the thing.
    name: wordsOf(entry.title.split('/').at(-1) ?? ''),
    lead: wordsOf(firstSentence(entry.text)),
    text: wordsOf(entry.text),
    connectors: connectorNames(entry),
  };
}

/** Weighs terms by the catalog: rare ones and names say more; in a name, those that few names have. */
function profiler(catalog: readonly Read[]): (entry: Read) => Profile {
  const size = catalog.length;
  const termsIn = (words: readonly Word[]) => words.map(({ term }) => term);
  const inAll = catalog.map(({ name, text }) => termsIn([...name, ...text]));
  const rarity = rarityIn(size, holdingOf(inAll));
  const inNames = rarityIn(size, holdingOf(catalog.map(({ name }) => termsIn(name))));
  const ofSystems = rarityIn(size, holdingOf(catalog.map(({ connectors }) => connectors)));
  const named = namedness(catalog.flatMap(({ text }) => text));
  const weighed = (words: readonly Word[], weigh: Rarity): Weighed =>
    new Map(words.map(({ term }) => [term, weigh(term)]));
  return ({ name, lead, text, connectors }) => ({
    name: weighed(name, inNames),
    about: weighed([...name, ...lead], (term) => rarity(term) * Math.sqrt(named(term))),
    all: new Set(termsIn([...name, ...text])),
    systems: new Map(connectors.map((one) => [one, ofSystems(one)])),
    words: [...name, ...text],
  });
}

function firstSentence(text: string): string {
  return text.split(/[.!?。]\s|\n/)[0] ?? '';
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

function compared(a: Profile, b: Profile): Figures {
  return {
    odd: oddness(a.name, b.all) + oddness(b.name, a.all),
    shared: sharedPart(a, b),
    rivals: Number(rivals(without(a.name, b.name), without(b.name, a.name))),
  };
}

/** 0 (nothing in common) to nearly 1. */
function alike(a: Profile, b: Profile): number {
  const figures = compared(a, b);
  if (figures.shared === 0) return 0;
  const total =
    WEIGHTS.constant +
    WEIGHTS.odd * figures.odd +
    WEIGHTS.shared * figures.shared +
    WEIGHTS.rivals * figures.rivals;
  return 1 / (1 + Math.exp(-total));
}

/** How much of what both are about the other speaks of as well, 0 to 1; so with what they use, if both say. */
function sharedPart(a: Profile, b: Profile): number {
  const common = commonPart(a.about, b.all) + commonPart(b.about, a.all);
  const whole = weightOf(a.about) + weightOf(b.about);
  const bothSay = a.systems.size > 0 && b.systems.size > 0;
  const systems = commonPart(a.systems, b.systems) + commonPart(b.systems, a.systems);
  const all = whole + (bothSay ? weightOf(a.systems) + weightOf(b.systems) : 0);
  return all === 0 ? 0 : (common + (bothSay ? systems : 0)) / all;
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
function oddness(name: Weighed, other: Terms): number {
  return Math.log(1 + weightOf(name) - commonPart(name, other));
}

function without(terms: Weighed, others: Weighed): string[] {
  return [...terms.keys()].filter((term) => !others.has(term));
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

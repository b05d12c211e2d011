import { bestFirst, connectorNames, type Match, quoted, type SearchEntry } from './entry.ts';
import { wordsOf } from './words.ts';

/** An entry as weighted terms, of length 1. `written` gives a term back as somebody wrote it. */
interface Profile {
  readonly weights: ReadonlyMap<string, number>;
  readonly title: ReadonlyMap<string, number>;
  readonly written: ReadonlyMap<string, string>;
  readonly connectors: readonly string[];
}

type Rarity = (term: string) => number;

const TITLE = 0.25;
const TEXT = 0.75;
const SAME_CONNECTOR = 0.05;
const LEAST_ALIKE = 0.12;
const WORDS_IN_REASON = 4;

/** Finds entries that do much the same as another one: cosine of rare shared words, names counted apart. */
export function likeness(entries: readonly SearchEntry[], documents: ReadonlyMap<string, number>) {
  const rarity: Rarity = (term) => Math.log(1 + entries.length / (1 + (documents.get(term) ?? 0)));
  const profiles = new Map(entries.map((entry) => [entry.id, profileOf(entry, rarity)]));

  function similar(to: SearchEntry | string, options: { readonly limit: number }): Match[] {
    const entry = typeof to === 'string' ? textEntry(to) : to;
    const mine = profileOf(entry, rarity);
    const matches = [...profiles].flatMap(([id, other]): Match[] => {
      if (id === entry.id) return [];
      const score = alike(mine, other);
      return score < LEAST_ALIKE ? [] : [{ id, score, why: reason(mine, other) }];
    });
    return bestFirst(matches, options.limit);
  }

  function pair(a: SearchEntry, b: SearchEntry): number {
    return alike(profileOf(a, rarity), profileOf(b, rarity));
  }

  return { similar, pair };
}

function textEntry(text: string): SearchEntry {
  return { id: '', kind: 'workflow', title: '', text, keywords: [], connectors: [], team: '' };
}

function profileOf(entry: SearchEntry, rarity: Rarity): Profile {
  const title = wordsOf(entry.title);
  const words = [...title, ...wordsOf(entry.text), ...wordsOf(entry.keywords.join(' '))];
  return {
    weights: unit(
      words.map((word) => word.term),
      rarity,
    ),
    title: unit(
      title.map((word) => word.term),
      rarity,
    ),
    written: new Map(words.map((word) => [word.term, word.written])),
    connectors: connectorNames(entry),
  };
}

function unit(terms: readonly string[], rarity: Rarity): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weights = [...counts].map(([term, n]): [string, number] => [
    term,
    (1 + Math.log(n)) * rarity(term),
  ]);
  const length = Math.hypot(...weights.map(([, weight]) => weight));
  return new Map(weights.map(([term, weight]) => [term, length === 0 ? 0 : weight / length]));
}

/** 0 (nothing in common) to about 1. Without a title on one side the texts decide alone. */
function alike(a: Profile, b: Profile): number {
  const text = dot(a.weights, b.weights);
  const base = a.title.size && b.title.size ? TITLE * dot(a.title, b.title) + TEXT * text : text;
  return base + (shared(a, b).length > 0 ? SAME_CONNECTOR : 0);
}

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [term, weight] of a) sum += weight * (b.get(term) ?? 0);
  return sum;
}

function shared(a: Profile, b: Profile): string[] {
  return a.connectors.filter((one) => b.connectors.includes(one));
}

function reason(mine: Profile, other: Profile): string {
  const [connector] = shared(mine, other);
  if (connector) return `Uses the same connector: ${connector}`;
  const common = [...mine.weights]
    .map(([term, weight]) => ({ term, weight: weight * (other.weights.get(term) ?? 0) }))
    .filter((one) => one.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, WORDS_IN_REASON);
  return `Also about ${quoted(common.map(({ term }) => mine.written.get(term) ?? term))}`;
}

import { engineOver } from './engine.ts';
import { bestFirst, type Match, type SearchEntry } from './entry.ts';
import { holdingOf, wordsIn, writtenOf } from './fields.ts';
import { type Matched, matchedBy } from './matching.ts';
import { once } from './once.ts';
import { type Query, queryOf } from './query.ts';
import { plainWords, type Reading } from './reading.ts';
import { reasonFor } from './reason.ts';
import { type Learned, nearness } from './topics.ts';
import { type Rarity, rarityIn, scaled, sum, type Vector } from './vectors.ts';

export interface FindOptions {
  readonly limit: number;
  readonly kinds?: readonly SearchEntry['kind'][];
}

/** How much of the query's weight the best entry must meet: below it, "nothing fits" is the better answer. */
const LEAST_COVERED = 0.25;
/** The entries after it must meet half as much. */
const LEAST_AFTER_BEST = 0.125;
/** Who writes a whole paragraph need not have every word of it met: so many of its rarest count. */
const ENOUGH_WORDS = 8;
/** What an entry is about counts half as much as the words it meets. */
const TOPIC = 0.5;

/** Finds entries by free words: BM25+ over stems and phrases, weighed by how much of the query is met. */
export function finder(readings: readonly Reading[], learned: Learned) {
  const size = readings.length;
  const words = readings.map(({ fields }) => wordsIn(fields));
  const holding = holdingOf(words.map((one) => one.map(({ term }) => term)));
  const rarity = rarityIn(size, holding);
  const near = nearness(learned, readings.map(subjectOf), rarity);
  const search = engineOver(readings, (term) => holding.has(term));
  const written = once(() => writtenOf(words.flat()));

  return function find(text: string, { limit, kinds }: FindOptions): Match[] {
    const query = queryOf(text, { size, holding });
    const weights = query.words.map(({ term, weight }) => weight * rarity(term));
    const whole = sum([...weights].sort((a, b) => b - a).slice(0, ENOUGH_WORDS));
    if (whole === 0) return [];
    const matched = matchedBy(query.terms, (word) => (weights[word] ?? 0) / whole);
    const found = search(query.terms)
      .map(matched)
      .filter(({ at }) => kinds?.includes(readings[at]?.kind ?? 'plugin') ?? true);
    if (most(found, ({ covered }) => covered) < LEAST_COVERED) return [];
    const best = most(found, (one) => one.words);
    const nearTo = near(aboutOf(query, rarity));
    const ranked = found
      .filter(({ covered }) => covered >= LEAST_AFTER_BEST)
      .map((one) => ({
        id: readings[one.at]?.id ?? '',
        score: one.words / best + TOPIC * nearTo(one.at),
        one,
      }));
    const as = (term: string) => written().get(term) ?? term;
    return bestFirst(ranked, limit).map(({ id, score, one }) => ({
      id,
      score,
      why: reasonFor(one, query.words, as),
    }));
  };
}

function most(found: readonly Matched[], of: (one: Matched) => number): number {
  return found.reduce((before, one) => Math.max(before, of(one)), 0);
}

/** The words of an entry that tell its subject: the name twice, phrases by their words alone. */
export function subjectOf({ fields: { title, text, keywords } }: Reading): string[] {
  return plainWords([...title, ...title, ...text, ...keywords]).map(({ term }) => term);
}

function aboutOf({ terms }: Query, rarity: Rarity): Vector {
  return scaled(terms.map(({ term, meets }) => [term, meets * rarity(term)]));
}

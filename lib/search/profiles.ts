import { namedness } from './names.ts';
import { holders, type Numbering, numbering, type Postings, postingsOf } from './postings.ts';
import { nameOf, plainWords, type Reading } from './reading.ts';
import { type Rarity, rarityIn } from './vectors.ts';
import type { Word } from './words.ts';

/** Terms with how much each says. */
export type Weighed = ReadonlyMap<string, number>;

/** What of an entry is compared. */
export interface Profile {
  readonly name: Weighed;
  /** Its name and first sentence: what it is about. */
  readonly about: Weighed;
  /** Every term of its name and description. */
  readonly all: ReadonlySet<string>;
  /** Its connectors. */
  readonly systems: Weighed;
  readonly words: readonly Word[];
}

/** How much terms say in this catalog: rare ones and names say more; in a name, those that few names have. */
export interface Weights {
  readonly name: Rarity;
  readonly about: Rarity;
  readonly system: Rarity;
}

/** A catalog turned round: where each term stands in what is compared. */
export interface Comparing {
  readonly numbers: Numbering;
  readonly weights: Weights;
  readonly name: Postings;
  readonly about: Postings;
  readonly all: Postings;
}

export function comparing(readings: readonly Reading[]): Comparing {
  const { terms, add, numberOf } = numbering();
  const numbered = (words: readonly Word[]) => words.map(({ term }) => add(term));
  const names = readings.map((one) => numbered(nameOf(one)));
  const texts = readings.map(({ fields }) => numbered(plainWords(fields.text)));
  const joined = (end: (entry: number) => number | undefined) =>
    names.map((name, at) => [...name, ...(texts[at] ?? []).slice(0, end(at))]);
  const about = joined((at) => readings[at]?.lead ?? 0);
  const all = joined(() => undefined);
  const postings = {
    name: postingsOf(names, terms.length),
    about: postingsOf(about, terms.length),
    all: postingsOf(all, terms.length),
  };
  const heldIn = (where: Postings) =>
    rarityIn(readings.length, { get: (term) => holders(where, numberOf(term)) });
  const rarity = heldIn(postings.all);
  const named = namedness(readings.flatMap(({ fields }) => plainWords(fields.text)));
  const weights = {
    name: heldIn(postings.name),
    about: (term: string) => rarity(term) * Math.sqrt(named(term)),
    system: rarityIn(readings.length, systemsIn(readings)),
  };
  return { numbers: { terms, numberOf }, weights, ...postings };
}

function systemsIn(readings: readonly Reading[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { systems } of readings) {
    for (const one of new Set(systems)) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return counts;
}

export function profileOf(reading: Reading, weights: Weights): Profile {
  const name = nameOf(reading);
  const text = plainWords(reading.fields.text);
  const weighed = (terms: readonly string[], weigh: Rarity): Weighed =>
    new Map(terms.map((term) => [term, weigh(term)]));
  const terms = (words: readonly Word[]) => words.map(({ term }) => term);
  return {
    name: weighed(terms(name), weights.name),
    about: weighed(terms([...name, ...text.slice(0, reading.lead)]), weights.about),
    all: new Set(terms([...name, ...text])),
    systems: weighed(reading.systems, weights.system),
    words: [...name, ...text],
  };
}

import { BUSINESS } from './synonyms/business.ts';
import { EVERYDAY } from './synonyms/everyday.ts';
import { TECHNICAL } from './synonyms/technical.ts';
import { termsOf } from './words.ts';

/**
 * Words and phrases that people in offices use for the same thing. Written from general knowledge,
 * without the queries that search is measured on: no line is about one catalog entry.
 */
const RELATED = new Map<string, ReadonlySet<string>>();
for (const line of [EVERYDAY, BUSINESS, TECHNICAL].flatMap((group) => group.trim().split('\n'))) {
  const keys = line.split(', ').map((words) => termsOf(words).join(' '));
  for (const one of keys) RELATED.set(one, new Set([...(RELATED.get(one) ?? []), ...keys]));
}

const LONGEST = Math.max(...[...RELATED.keys()].map((key) => key.split(' ').length));

/** What means much the same as a term or phrase (terms joined by spaces), without itself. */
export function synonymsOf(key: string): string[] {
  return [...(RELATED.get(key) ?? [])].filter((one) => one !== key && one !== '');
}

/** A phrase that has synonyms, and where it begins. */
export interface Phrase {
  readonly key: string;
  readonly at: number;
  readonly length: number;
}

/** The phrases of two and more words among terms in their order. */
export function phrasesOf(terms: readonly string[]): Phrase[] {
  const lengths = Array.from({ length: LONGEST - 1 }, (_, at) => at + 2);
  return terms.flatMap((_, at) =>
    lengths
      .filter((length) => at + length <= terms.length)
      .map((length) => ({ key: terms.slice(at, at + length).join(' '), at, length }))
      .filter(({ key }) => RELATED.has(key)),
  );
}

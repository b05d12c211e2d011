import { once } from './once.ts';
import { BUSINESS } from './synonyms/business.ts';
import { EVERYDAY } from './synonyms/everyday.ts';
import { TECHNICAL } from './synonyms/technical.ts';
import { termsOf } from './words.ts';

/**
 * Words and phrases that people in offices use for the same thing. Written from general knowledge,
 * without the queries that search is measured on: no line is about one catalog entry.
 */
const related = once(() => {
  const byKey = new Map<string, ReadonlySet<string>>();
  for (const line of [EVERYDAY, BUSINESS, TECHNICAL].flatMap((group) => group.trim().split('\n'))) {
    const keys = line.split(', ').map((words) => termsOf(words).join(' '));
    for (const one of keys) byKey.set(one, new Set([...(byKey.get(one) ?? []), ...keys]));
  }
  const longest = Math.max(...[...byKey.keys()].map((key) => key.split(' ').length));
  return { byKey, lengths: Array.from({ length: longest - 1 }, (_, at) => at + 2) };
});

/** What means much the same as a term or phrase (terms joined by spaces), without itself. */
export function synonymsOf(key: string): string[] {
  return [...(related().byKey.get(key) ?? [])].filter((one) => one !== key && one !== '');
}

/** A phrase that has synonyms, and where it begins. */
export interface Phrase {
  readonly key: string;
  readonly at: number;
  readonly length: number;
}

/** The phrases of two and more words among terms in their order. */
export function phrasesOf(terms: readonly string[]): Phrase[] {
  const { byKey, lengths } = related();
  return terms.flatMap((_, at) =>
    lengths
      .filter((length) => at + length <= terms.length)
      .map((length) => ({ key: terms.slice(at, at + length).join(' '), at, length }))
      .filter(({ key }) => byKey.has(key)),
  );
}

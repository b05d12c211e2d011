import { connectorNames, type SearchEntry } from './entry.ts';
import { phrasesOf } from './synonyms.ts';
import { type Word, wordsOf } from './words.ts';

/** What of an entry is searched, and how much a word there counts. */
export const BOOST = { title: 2.5, keywords: 1, connectors: 2, text: 1, team: 0.3 };
export type Field = keyof typeof BOOST;
export const FIELDS = [
  'title',
  'keywords',
  'connectors',
  'text',
  'team',
] as const satisfies Field[];

/** An entry as words and phrases, by field. */
export type Fields = Readonly<Record<Field, readonly Word[]>>;

export function fieldsOf(entry: SearchEntry): Fields {
  return {
    title: read([entry.title]),
    keywords: read(entry.keywords),
    connectors: read(connectorNames(entry)),
    text: read([entry.text]),
    team: read([entry.team]),
  };
}

/** No phrase reaches from one part to the next. */
function read(parts: readonly string[]): Word[] {
  return parts.flatMap((part) => {
    const words = wordsOf(part);
    const phrases = phrasesOf(words.map(({ term }) => term)).map(({ key, at, length }) => ({
      term: key,
      written: words
        .slice(at, at + length)
        .map(({ written }) => written)
        .join(' '),
    }));
    return [...words, ...phrases];
  });
}

export function wordsIn(fields: Fields): Word[] {
  return FIELDS.flatMap((field) => fields[field]);
}

/** How many entries hold each term. */
export function holdingOf(entries: readonly Iterable<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const terms of entries) {
    for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

/** Every term as it is mostly written; of equals the first in the alphabet. */
export function writtenOf(words: Iterable<Word>): Map<string, string> {
  const ways = new Map<string, Map<string, number>>();
  for (const { term, written } of words) {
    const counts = ways.get(term) ?? new Map<string, number>();
    ways.set(term, counts.set(written, (counts.get(written) ?? 0) + 1));
  }
  return new Map([...ways].map(([term, counts]) => [term, mostOf(counts)]));
}

function mostOf(counts: ReadonlyMap<string, number>): string {
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}

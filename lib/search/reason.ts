import { quoted } from './entry.ts';
import type { Asked, QueryTerm } from './query.ts';

/** Why an entry was found. */
export interface Reasons {
  /** The query words that it meets, by position, each with the term that meets it best. */
  readonly met: readonly { readonly word: number; readonly term: QueryTerm }[];
  /** Its terms that only look like a word of the query. */
  readonly alike: readonly string[];
}

const MOST_WORDS = 4;

/**
 * One plain sentence: the words of the query as they were written, and what the entry says where
 * it has another word. `written` gives a term back as people write it.
 */
export function reasonFor(
  { met, alike }: Reasons,
  asked: readonly Asked[],
  written: (term: string) => string,
): string {
  const inOrder = [...met].sort((a, b) => a.word - b.word);
  const same: string[] = [];
  const other: string[] = [];
  for (const { word, term } of inOrder.slice(0, MOST_WORDS)) {
    const own = asked[word]?.written ?? '';
    const theirs = term.term === asked[word]?.term ? lookAlike(term, alike) : term.term;
    if (term.meets === 1 || theirs === undefined) same.push(own);
    else other.push(`${quoted([written(theirs)])} for ${quoted([own])}`);
  }
  const parts = [
    ...(same.length > 0 ? [`matches ${quoted(same)}`] : []),
    ...(other.length > 0 ? [`says ${other.join(' and ')}`] : []),
  ];
  const sentence = parts.join('; ');
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;
}

function lookAlike(term: QueryTerm, alike: readonly string[]): string | undefined {
  return alike.find((one) => one.startsWith(term.term.slice(0, 2)));
}

import { connectorNames, type SearchEntry } from './entry.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { type Word, wordsOf } from './words.ts';

export const KINDS = [
  'plugin',
  'connector',
  'skill',
  'block',
  'workflow',
] as const satisfies SearchEntry['kind'][];

/** An entry as search reads it. It depends on that entry alone: whatever changes besides, it stays true. */
export interface Reading {
  readonly id: string;
  readonly kind: SearchEntry['kind'];
  readonly fields: Fields;
  /** So many words at the end of its title name it: a registry's name is a path that ends in the thing. */
  readonly named: number;
  /** So many words of its text are its first sentence. */
  readonly lead: number;
  /** Names of its connectors. */
  readonly systems: readonly string[];
}

export function readingOf(entry: SearchEntry): Reading {
  return {
    id: entry.id,
    kind: entry.kind,
    fields: fieldsOf(entry),
    named: wordsOf(entry.title.split('/').at(-1) ?? '').length,
    lead: wordsOf(firstSentence(entry.text)).length,
    systems: connectorNames(entry),
  };
}

function firstSentence(text: string): string {
  return text.split(/[.!?。]\s|\n/)[0] ?? '';
}

/** Words alone: phrases, which have spaces, stand behind them in a field. */
export function plainWords(words: readonly Word[]): Word[] {
  const end = words.findIndex(({ term }) => term.includes(' '));
  return end < 0 ? [...words] : words.filter(({ term }) => !term.includes(' '));
}

/** The words that name an entry. */
export function nameOf({ fields, named }: Reading): Word[] {
  const title = plainWords(fields.title);
  return title.slice(Math.max(0, title.length - named));
}

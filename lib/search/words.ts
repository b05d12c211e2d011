import { stemmer } from 'stemmer';
import { STOP_WORDS } from './common-words.ts';
import { once } from './once.ts';
import { SHORT_FORMS } from './short-forms.ts';

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}]+)?/gu;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
const SENTENCE_END = /[.!?:;。！？\n]/;

/** A catalog says the same words again and again; the limit keeps hostile text from filling memory. */
const STEMS = new Map<string, string>();
const MOST_STEMS = 50_000;

/** A word as written, with the form that it is indexed and found under. */
export interface Word {
  readonly written: string;
  readonly term: string;
  /** Written with a capital; not known at the start of a sentence, where every word is. */
  readonly capital?: boolean;
}

/** The meaningful words of a text in any script, in their order; scripts without spaces as pairs. */
export function wordsOf(text: string): Word[] {
  const normal = text.normalize('NFKC');
  const words: Word[] = [];
  let end = 0;
  for (const { 0: found, index } of normal.matchAll(WORD)) {
    const starts = end === 0 || SENTENCE_END.test(normal.slice(end, index));
    end = index + found.length;
    const word = found.toLowerCase();
    if (UNSPACED.test(word)) {
      words.push(...pairs(word).map((pair) => ({ written: pair, term: pair })));
      continue;
    }
    const written = word.replace(/['’].*$/, '');
    if (STOP_WORDS.has(written) || STOP_WORDS.has(word)) continue;
    words.push({
      written,
      term: stem(written),
      ...(!starts && { capital: /^\p{Lu}/u.test(found) }),
    });
  }
  return words;
}

export function termsOf(text: string): string[] {
  return wordsOf(text).map((word) => word.term);
}

/**
 * The English stem; British and American endings share one, short forms the one of the long form.
 * Other scripts stay as they are.
 */
export function stem(word: string): string {
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  const stemmed = plainStem(word);
  const term = longForms().get(stemmed) ?? stemmed;
  if (STEMS.size < MOST_STEMS) STEMS.set(word, term);
  return term;
}

function plainStem(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  return stemmer(
    word.replace(/is(e|ed|es|ing|ation|ations|er|ers)$/, 'iz$1').replace(/our$/, 'or'),
  );
}

const longForms = once(() => {
  const lines = SHORT_FORMS.trim().split('\n');
  return new Map(
    lines.flatMap((line) => {
      const stems = line.split(' ').map(plainStem);
      return stems.map((one): [string, string] => [one, stems[0] ?? one]);
    }),
  );
});

function pairs(word: string): string[] {
  const letters = [...word];
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

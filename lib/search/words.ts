import { stemmer } from 'stemmer';

/** Words that say nothing about what is looked for: English function words and polite filler. */
const STOP_WORDS = new Set(
  `a about above after again against all also am an and any are as at be because been before being
  below between both but by can could did do does doing done down during each else ever every few for from further
  get give had has have having he her here hers him his how i if in into is it its itself just let
  like may me might many more most much must my need needs no nor not now of off on once one only or other
  our ours out over own per please same she should so some somebody something such than that the
  their theirs them then there these they thing things this those through to too under until up us
  use used user users using very via want wants was we were what when where whether which while who
  whom whose why will with within without would you your yours`.split(/\s+/),
);

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}]+)?/gu;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** A word as written, with the form that it is indexed and found under. */
export interface Word {
  readonly written: string;
  readonly term: string;
}

/** The meaningful words of a text in any script, in their order; scripts without spaces as pairs. */
export function wordsOf(text: string): Word[] {
  const found = text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
  return found.flatMap((word) => {
    if (UNSPACED.test(word)) return pairs(word).map((pair) => ({ written: pair, term: pair }));
    const written = word.replace(/['’].*$/, '');
    if (STOP_WORDS.has(written) || STOP_WORDS.has(word)) return [];
    return [{ written, term: stem(written) }];
  });
}

export function termsOf(text: string): string[] {
  return wordsOf(text).map((word) => word.term);
}

/** The English stem; British and American endings share one. Other scripts stay as they are. */
export function stem(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  return stemmer(
    word.replace(/is(e|ed|es|ing|ation|ations|er|ers)$/, 'iz$1').replace(/our$/, 'or'),
  );
}

function pairs(word: string): string[] {
  const letters = [...word];
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

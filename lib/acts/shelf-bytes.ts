import * as z from 'zod';
import { FIELDS, type Fields } from '../search/fields.ts';
import { KINDS, type Reading } from '../search/reading.ts';
import type { Shelf } from '../search/shelf.ts';
import type { Word } from '../search/words.ts';

const headSchema = z.object({
  ids: z.array(z.string()),
  /** Connectors of each entry. */
  systems: z.array(z.array(z.string())),
  /** Every word that occurs, once: its term, then as it is written. */
  words: z.array(z.string()),
  learned: z.object({ terms: z.array(z.string()), size: z.int() }),
  /** Lengths of the two lists of numbers behind the head. */
  numbers: z.int(),
  parts: z.int(),
});

/** What is known of a word's first letter: nothing, small, capital. */
const LETTERS = [undefined, false, true] as const;

/** The shelf as bytes: a head of JSON with its length before it, then numbers, lowest byte first. */
export function packShelf({ readings, learned }: Shelf): Uint8Array<ArrayBuffer> {
  const { words, numbers } = numbered(readings);
  const head = headSchema.parse({
    ids: readings.map(({ id }) => id),
    systems: readings.map(({ systems }) => systems),
    words,
    learned: { terms: learned.terms, size: learned.size },
    numbers: numbers.length,
    parts: learned.parts.length,
  });
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + text.length + 4 * numbers.length + 2 * learned.parts.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = 4 + text.length;
  for (const one of numbers) {
    view.setUint32(at, one, true);
    at += 4;
  }
  for (const one of learned.parts) {
    view.setInt16(at, one, true);
    at += 2;
  }
  return bytes;
}

/** Each entry in turn: its kind, its two counts, the length of each field, then its words. */
function numbered(readings: readonly Reading[]) {
  const words: string[] = [];
  const known = new Map<string, number>();
  const numberOf = ({ term, written }: Word): number => {
    const key = `${term}\n${written}`;
    const number = known.get(key) ?? known.size;
    if (number === known.size) {
      known.set(key, number);
      words.push(term, written);
    }
    return number;
  };
  const numbers: number[] = [];
  for (const { kind, named, lead, fields } of readings) {
    numbers.push(KINDS.indexOf(kind), named, lead, ...FIELDS.map((one) => fields[one].length));
    for (const field of FIELDS) {
      for (const word of fields[field]) {
        numbers.push(numberOf(word) * LETTERS.length + LETTERS.indexOf(word.capital));
      }
    }
  }
  return { words, numbers };
}

/** The shelf that was packed. Throws on bytes that are none. */
export function unpackShelf(bytes: Uint8Array): Shelf {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(4, 4 + length));
  const head = headSchema.parse(JSON.parse(text));
  const from = 4 + length;
  const partsFrom = from + 4 * head.numbers;
  const parts = Int16Array.from({ length: head.parts }, (_, at) =>
    view.getInt16(partsFrom + 2 * at, true),
  );
  let at = from;
  const next = () => {
    at += 4;
    return view.getUint32(at - 4, true);
  };
  const words = wordsIn(head.words);
  const readings = head.ids.map((id, entry) => ({
    id,
    ...readingIn(next, words),
    systems: head.systems[entry] ?? [],
  }));
  return { readings, learned: { ...head.learned, parts } };
}

/** One object for each word and kind of first letter: a catalog says the same words again and again. */
function wordsIn(list: readonly string[]): (number: number) => Word {
  const made: Word[] = [];
  return (number) => {
    const before = made[number];
    if (before) return before;
    const at = 2 * Math.floor(number / LETTERS.length);
    const capital = LETTERS[number % LETTERS.length];
    const [term, written] = [list[at], list[at + 1]];
    if (term === undefined || written === undefined) throw new Error('a word that is not there');
    const word = { written, term, ...(capital === undefined ? {} : { capital }) };
    made[number] = word;
    return word;
  };
}

function readingIn(next: () => number, word: (number: number) => Word) {
  const kind = KINDS[next()];
  if (!kind) throw new Error('an entry of no kind');
  const [named, lead] = [next(), next()];
  const lengths = FIELDS.map(next);
  const lists = lengths.map((length) => Array.from({ length }, () => word(next())));
  const [title = [], keywords = [], connectors = [], text = [], team = []] = lists;
  const fields: Fields = { title, keywords, connectors, text, team };
  return { kind, named, lead, fields };
}

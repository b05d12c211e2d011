import { cut } from './marketplace/text.ts';
import { isRange, isWithinOneMinor, least } from './range.ts';
import { type RangeText, readRangeText } from './range-text.ts';
import { highest, minorRange, newestFirst } from './version.ts';

/** What to say of a range that may not stand; `write` is the range to write instead, if one can be named. */
export interface RangeAdvice {
  readonly why: 'no-range' | 'floating';
  readonly say: string;
  readonly write?: string;
}

/** What a pin asks for, and the form to write when it may not stand as it is. */
export type RangeCheck =
  | { readonly kind: 'ok'; readonly range: string }
  | ({ readonly kind: 'bad' } & RangeAdvice);

/**
 * "Ranges are at most one minor wide by default (`3.2.x`, `~3.2.1`, `1.4.0`). Floating ones are
 * refused with the range to write instead." `versions` are those published of the component.
 */
export function checkRange(range: string, versions: readonly string[]): RangeCheck {
  if (isRange(range) && isWithinOneMinor(range)) return { kind: 'ok', range };
  return { kind: 'bad', ...adviseRange(range, versions) };
}

/**
 * Whole sentences on a text that may not stand as a pin's range: what it is, and what to write. The
 * range to write is always one that `checkRange` accepts. Without published versions it is read from
 * the text alone, and may be missing.
 */
export function adviseRange(text: string, versions: readonly string[]): RangeAdvice {
  const read = readRangeText(text);
  const why = read.kind === 'range' && least(text) ? 'floating' : 'no-range';
  const what = why === 'floating' ? 'is wider than one minor version' : SAYS[read.kind];
  const opening = read.kind === 'empty' ? `${what}.` : `"${cut(text, LONGEST)}" ${what}.`;
  const { way, write } = suggest(read.range, versions);
  return { why, say: `${opening} ${way}`, ...(write ? { write } : {}) };
}

const LONGEST = 100;

/** What each kind of text is, after the text itself. */
const SAYS: Readonly<Record<RangeText['kind'], string>> = {
  range: 'names no version to start from',
  respelled: 'is no version range as it is spelled',
  unknown: 'is no version range',
  empty: 'A pin needs a version range',
  workspace: 'is no version range: it points to a package of the same repository',
  catalog: 'is no version range: it stands for one that a package manager keeps elsewhere',
  alias: 'is no version range: it renames a package',
  patch: 'is no version range: it is a patched package',
  path: 'is no version range: it is a path on one machine',
  address: 'is no version range: it is an address',
  condition: 'is no version range: it chooses between several',
  commit: 'is no version range: it is a commit',
  tag: 'is no version range: it is a name that moves from version to version',
};

interface Suggestion {
  readonly way: string;
  readonly write?: string;
}

/** Stays inside what was meant where it can; else the newest published version is the example. */
function suggest(meant: string | undefined, versions: readonly string[]): Suggestion {
  const narrow = meant && narrowed(meant, versions);
  if (narrow) return { way: `Write "${narrow}" instead.`, write: narrow };
  const newest = highest('*', versions) ?? newestFirst(versions)[0];
  if (newest) {
    const write = minorRange(newest);
    return { way: `Write "${write}", for example.`, write };
  }
  return {
    way: 'No version of it is known here to name one: write it like "1.4.0" or "3.2.x".',
  };
}

/** The range itself when it is narrow enough, else one minor of it: the newest published, or its first. */
function narrowed(range: string, versions: readonly string[]): string | undefined {
  if (isWithinOneMinor(range)) return range;
  const inside = highest(range, versions);
  if (inside) return minorRange(inside);
  const lowest = least(range);
  // 0.0.0 is where ranges without a lower end begin: nobody wrote it, so it is no advice.
  const isNamed = lowest !== undefined && lowest !== '0.0.0';
  return versions.length === 0 && isNamed ? `~${lowest}` : undefined;
}

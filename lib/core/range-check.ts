import { cut } from './marketplace/text.ts';
import { isPinRange, isRange, isWithinOneMinor, least } from './range.ts';
import { type RangeText, readRangeText } from './range-text.ts';
import { highest, minorRange, newestFirst } from './version.ts';

/** Whether a text may stand as a pin's range; if not, what to say, and what to write instead if it can be named. */
export type RangeCheck =
  | { readonly kind: 'ok' }
  | { readonly kind: 'bad'; readonly say: string; readonly write?: string };

/**
 * "Junk is refused with the range to write instead." Any SemVer range stands: how wide it may be is
 * for the baseline alone to say (`findings/pins.ts`). `versions` are those published of the component.
 */
export function checkRange(text: string, versions: readonly string[]): RangeCheck {
  if (isPinRange(text)) return { kind: 'ok' };
  const read = readRangeText(text);
  const what = SAYS[read.kind];
  const opening = read.kind === 'empty' ? `${what}.` : `"${cut(text, LONGEST)}" ${what}.`;
  const { way, write } = adviseRange(read.range, versions);
  return { kind: 'bad', say: `${opening} ${way}`, ...(write ? { write } : {}) };
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

/** What to write: a whole sentence, and the range in it. */
export interface RangeAdvice {
  readonly way: string;
  readonly write?: string;
}

/**
 * A range of at most one minor: inside what was meant where it can be; else the newest of `versions`
 * is the example. Without any it is read from what was meant alone, and may be missing.
 */
export function adviseRange(meant: string | undefined, versions: readonly string[]): RangeAdvice {
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
  if (versions.length > 0 || !isNamed) return undefined;
  const patches = `~${lowest}`;
  return isRange(patches) && isWithinOneMinor(patches) ? patches : lowest;
}

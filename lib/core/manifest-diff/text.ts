import { type Manifest, manifestSchema } from '../manifest.ts';

/** One line of a manifest's text. `mark`: a sign before it, as in a patch. */
export interface PatchLine {
  readonly mark: ' ' | '+' | '-';
  readonly text: string;
}

/** A manifest as its file is written: two spaces, the fields in the order of the schema. */
export function manifestText(manifest: Manifest): string {
  const order = Object.keys(manifestSchema.shape);
  const fields = Object.entries(manifest)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`;
}

/** The whole file, old and new, with every changed line marked: what to take out, what to put in. */
export function patchLines(before: string, after: string): PatchLine[] {
  const [was, now] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')];
  const common = commonLengths(was, now);
  const lines: PatchLine[] = [];
  let [left, right] = [0, 0];
  while (left < was.length || right < now.length) {
    const [old = '', next = ''] = [was[left], now[right]];
    if (left < was.length && right < now.length && old === next) {
      lines.push({ mark: ' ', text: old });
      left += 1;
      right += 1;
    } else if (left < was.length && at(common, left + 1, right) >= at(common, left, right + 1)) {
      lines.push({ mark: '-', text: old });
      left += 1;
    } else {
      lines.push({ mark: '+', text: next });
      right += 1;
    }
  }
  return lines;
}

/** How many lines both have in common from each pair of places on: manifests are short. */
function commonLengths(was: readonly string[], now: readonly string[]): number[][] {
  const table = Array.from({ length: was.length + 1 }, () =>
    new Array<number>(now.length + 1).fill(0),
  );
  for (let left = was.length - 1; left >= 0; left -= 1) {
    const row = table[left] ?? [];
    for (let right = now.length - 1; right >= 0; right -= 1) {
      const longest = Math.max(at(table, left + 1, right), at(table, left, right + 1));
      row[right] = was[left] === now[right] ? at(table, left + 1, right + 1) + 1 : longest;
    }
  }
  return table;
}

/** Nothing is in common past the end of either; a line that is past both is never better. */
function at(table: readonly (readonly number[])[], left: number, right: number): number {
  return table[left]?.[right] ?? -1;
}

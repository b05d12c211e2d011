import { cut } from './marketplace/text.ts';
import { isRange } from './range.ts';
import { isCommit, isVersion, nearestVersion } from './version.ts';

/** A version as it may stand, or what to say; `write` is the version to write instead, if one was meant. */
export type VersionAdvice =
  | { readonly kind: 'ok'; readonly version: string }
  | { readonly kind: 'bad'; readonly say: string; readonly write?: string };

const LONGEST = 100;

/**
 * Reads a release's version. "Real-world junk gets the version to write instead": `0.1` → `0.1.0`,
 * `2024.08.01` → `2024.8.1`, `v1.2.3` → `1.2.3`; commits, branches and ranges are none, and the
 * sentence says what to do.
 */
export function adviseVersion(text: string): VersionAdvice {
  if (isVersion(text)) return { kind: 'ok', version: text };
  const quoted = `"${cut(text, LONGEST)}"`;
  const write = nearestVersion(text);
  if (write) {
    return { kind: 'bad', say: `${quoted} is no SemVer version. Write "${write}" instead.`, write };
  }
  const bare = text.trim();
  const example = isCommit(bare) ? `1.4.0+${bare}` : '1.4.0';
  const say = `${whyNone(bare, quoted)} Write three numbers, like "${example}".`;
  return { kind: 'bad', say };
}

function whyNone(text: string, quoted: string): string {
  if (text === '') return 'A release needs a version.';
  if (isCommit(text)) return `${quoted} is a commit, and commits have no order.`;
  if (isRange(text)) return `${quoted} is a range, and a release has one version.`;
  if (/^[a-z]/i.test(text)) return `${quoted} is a name, and names have no order.`;
  return `No version can be read from ${quoted}.`;
}

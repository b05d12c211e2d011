import * as z from 'zod';
import { cut } from './marketplace/text.ts';
import { isRange } from './range.ts';
import { readRangeText } from './range-text.ts';
import { isCommit, isVersion, nearestVersion } from './version.ts';

/** A version as it may stand, or what to say; `write` is the version to write instead, if one was meant. */
export type VersionAdvice =
  | { readonly kind: 'ok'; readonly version: string }
  | { readonly kind: 'bad'; readonly say: string; readonly write?: string };

const LONGEST = 100;

/**
 * Reads a release's version. "Real-world junk gets the version to write instead": `0.1` → `0.1.0`,
 * `2024.08.01` → `2024.8.1`, `v1.2.3` → `1.2.3`, and a git address the version of its tag; commits,
 * branches and ranges are none, and the sentence says what to do.
 */
export function adviseVersion(text: string): VersionAdvice {
  if (isVersion(text)) return { kind: 'ok', version: text };
  const quoted = `"${cut(text, LONGEST)}"`;
  const write = nearestVersion(text) ?? versionWithin(text);
  if (write) {
    return { kind: 'bad', say: `${quoted} is no SemVer version. Write "${write}" instead.`, write };
  }
  const bare = text.trim();
  const example = isCommit(bare) ? `1.4.0+${bare}` : '1.4.0';
  const say = `${whyNone(bare, quoted)} Write three numbers, like "${example}".`;
  return { kind: 'bad', say };
}

const LONGEST_VERSION = 128;

/** A release's version at every door: SemVer written out, or the sentence with what to write instead. */
export const versionSchema = z
  .string('is written as text, in quotes, like "1.4.0"')
  .max(LONGEST_VERSION, `is longer than ${LONGEST_VERSION} characters`)
  .superRefine((text, context) => {
    const advice = adviseVersion(text);
    if (advice.kind === 'bad') context.addIssue({ code: 'custom', message: advice.say });
  });

/** `git+https://host/x.git#v1.2.0` and `workspace:1.2.0` hold one version; most of their kind hold none. */
function versionWithin(text: string): string | undefined {
  const read = readRangeText(text);
  return 'range' in read && read.range && isVersion(read.range) ? read.range : undefined;
}

function whyNone(text: string, quoted: string): string {
  if (text === '') return 'A release needs a version.';
  if (isCommit(text)) return `${quoted} is a commit, and commits have no order.`;
  if (isRange(text)) return `${quoted} is a range, and a release has one version.`;
  const { kind } = readRangeText(text);
  if (kind === 'address') return `${quoted} is an address, and addresses have no order.`;
  if (kind === 'workspace') return `${quoted} points to a package of the same repository.`;
  if (/^[a-z]/i.test(text)) return `${quoted} is a name, and names have no order.`;
  return `No version can be read from ${quoted}.`;
}

import * as z from 'zod';
import { saltedDigest } from '../core/audit.ts';
import { partKey, type Subject } from '../store/keys.ts';
import { readPart } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import type { Deps } from './deps.ts';

const reasonSchema = z.object({ text: z.string(), salt: z.string() });

/**
 * A reason in somebody's own words, kept beside the log of its subject, which holds its salted digest:
 * it can be erased.
 */
export function keptReason(
  deps: Deps,
  subject: Subject,
  text: string,
): { readonly item: Item; readonly data: { readonly reasonDigest: string } } {
  const salt = deps.newId('salt');
  return {
    item: { ...partKey(subject, 'REASON'), kind: 'reason', data: { text, salt } },
    data: { reasonDigest: saltedDigest(text, salt, deps.sha) },
  };
}

/** The reason as it was written; undefined when there is none, or it was erased. */
export async function loadKeptReason(deps: Deps, subject: Subject): Promise<string | undefined> {
  return (await readPart(deps.store, partKey(subject, 'REASON'), reasonSchema))?.state.text;
}

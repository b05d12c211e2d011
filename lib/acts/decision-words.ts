import * as z from 'zod';
import { type Approval, stateOf } from '../core/approval.ts';
import { saltedDigest } from '../core/audit.ts';
import type { Choice, Denial } from '../core/decision.ts';
import { fromAttributes } from '../store/item.ts';
import { partKey } from '../store/keys.ts';
import { readPart, readTogether } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import type { Deps } from './deps.ts';

const wordsSchema = z.object({
  text: z.string(),
  salt: z.string(),
  suggestion: z.string().optional(),
});

/** Where the words of a denial are kept: there is one, and it ends the approval. */
const DENIAL = 'REASON';

/** Where the words of the decision at this place of the list are kept, 0 for the first. */
function approvalWordsPart(place: number): string {
  return `REASON#${place}`;
}

/**
 * A decider's words, kept beside the approval's log, which holds their salted digests: they can be
 * erased. `approval` has the decision already. Undefined where nothing was said.
 */
export function keptWords(
  deps: Deps,
  approval: Approval,
  choice: Choice,
): { readonly item: Item; readonly data: Readonly<Record<string, string>> } | undefined {
  const text = choice.reason.trim();
  const suggestion = choice.choice === 'deny' ? (choice.suggestion ?? '').trim() : '';
  if (text === '') return undefined;
  const salt = deps.newId('salt');
  const digest = (said: string) => saltedDigest(said, salt, deps.sha);
  const part = choice.choice === 'deny' ? DENIAL : approvalWordsPart(approval.decisions.length - 1);
  const key = partKey(`approval/${approval.id}`, part);
  return {
    item: { ...key, kind: 'reason', data: { text, salt, ...(suggestion ? { suggestion } : {}) } },
    data: {
      reasonDigest: digest(text),
      ...(suggestion ? { suggestionDigest: digest(suggestion) } : {}),
    },
  };
}

/** What the decider said who denied it; undefined for another ending, and once it was erased. */
export async function loadDenial(deps: Deps, approval: Approval): Promise<Denial | undefined> {
  if (stateOf(approval) !== 'denied') return undefined;
  const part = await readPart(deps.store, partKey(`approval/${approval.id}`, DENIAL), wordsSchema);
  return part && { reason: part.state.text, suggestion: part.state.suggestion };
}

/** Why people approved it, by the place of their decision; those who said nothing are left out. */
export async function loadReasons(
  deps: Deps,
  approval: Approval,
): Promise<ReadonlyMap<number, string>> {
  const places = approval.decisions.flatMap(({ choice }, place) =>
    choice === 'approve' ? [place] : [],
  );
  if (places.length === 0) return new Map();
  const keyOf = (place: number) => partKey(`approval/${approval.id}`, approvalWordsPart(place));
  const found = await readTogether(deps.store, places.map(keyOf));
  return new Map(
    places.flatMap((place) => {
      const { pk, sk } = keyOf(place);
      const item = found.get(`${pk} ${sk}`);
      return item ? [[place, fromAttributes(item, wordsSchema).state.text] as const] : [];
    }),
  );
}

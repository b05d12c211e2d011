import type { Client } from '../lib/client/client.ts';
import type { Failure } from '../lib/client/outcome.ts';
import { type ImportedAnswer, MOST_DRAFTS, type PlacedDraft } from '../lib/contract/catalog.ts';
import type { ComponentDraft } from '../lib/core/marketplace.ts';

/** Leaves room for what became of the drafts before, within the server's 512 KB. */
const MOST_BYTES = 300 * 1024;
const MOST_PLACED = 1000;

export interface SentDrafts {
  readonly results: readonly ImportedAnswer[];
  /** What stopped it; the rest was not sent. */
  readonly failure?: Failure;
}

/**
 * Sends all drafts in their order, batch by batch, each with what became of those before. A batch
 * that is not accepted as it is counts as refused; anything else that fails stops it.
 */
export async function sendDrafts(
  client: Pick<Client, 'importDrafts'>,
  drafts: readonly ComponentDraft[],
): Promise<SentDrafts> {
  const results: ImportedAnswer[] = [];
  const placed: PlacedDraft[] = [];
  for (const batch of batches(drafts)) {
    const body = { drafts: batch, placed: placedFor(batch, placed) };
    const outcome = await client.importDrafts(body);
    if (outcome.kind === 'ok') {
      results.push(...outcome.value.results);
      placed.push(...outcome.value.results.flatMap(placedOf));
    } else if (outcome.kind === 'problem' && [413, 422].includes(outcome.status)) {
      const { why, detail: say } = outcome;
      results.push(...batch.map((one) => refused(one, why, say)));
    } else {
      return { results, failure: outcome };
    }
  }
  return { results };
}

function refused({ kind, name }: ComponentDraft, why: string, say: string): ImportedAnswer {
  return { draft: `${kind}/${name}`, outcome: 'refused', why, say, notes: [] };
}

function placedOf({ draft, id, version }: ImportedAnswer): PlacedDraft[] {
  return id === undefined || version === undefined ? [] : [{ draft, id, version }];
}

/** All of it, or, in a very large import, what this batch pins. */
function placedFor(
  batch: readonly ComponentDraft[],
  placed: readonly PlacedDraft[],
): PlacedDraft[] {
  if (placed.length <= MOST_PLACED) return [...placed];
  const pinned = new Set(batch.flatMap((one) => one.uses.map((pin) => `${pin.kind}/${pin.name}`)));
  return placed.filter((one) => pinned.has(one.draft));
}

function batches(drafts: readonly ComponentDraft[]): ComponentDraft[][] {
  const all: ComponentDraft[][] = [];
  let bytes = 0;
  for (const draft of drafts) {
    const size = Buffer.byteLength(JSON.stringify(draft));
    const last = all.at(-1);
    if (last && last.length < MOST_DRAFTS && bytes + size <= MOST_BYTES) {
      last.push(draft);
      bytes += size;
    } else {
      all.push([draft]);
      bytes = size;
    }
  }
  return all;
}

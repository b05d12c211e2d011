import {
  type DiscoverBody,
  type DiscoveredBody,
  discoverOperation,
  importEstateOperation,
  type OversightAnswer,
  oversightOperation,
} from '../contract/estate.ts';
import { type ClientOptions, callAgain } from './call.ts';
import type { Outcome } from './outcome.ts';

/** What runs already, with a person's login. Sending rows twice takes them once. */
export function estateCalls(options: ClientOptions) {
  return {
    importDiscovered: (body: DiscoveredBody) => callAgain(options, importEstateOperation, { body }),
    discover: (body: DiscoverBody) => callAgain(options, discoverOperation, { body }),
    oversight: () => wholeOversight(options),
  };
}

/** A registry that changes while its pages are read is read again, so often at most. */
const ROUNDS = 3;

/**
 * All pages as one. The rows have to come to the total that the last page counts: where something was
 * registered in between, it is read anew, and what still does not add up says so by its total.
 */
async function wholeOversight(options: ClientOptions): Promise<Outcome<OversightAnswer>> {
  for (let round = 1; ; round += 1) {
    const read = await readPages(options);
    if (read.kind !== 'ok' || reconciles(read.value)) return read;
    if (round >= ROUNDS) return read;
  }
}

/** The rows, the total of the last page, and what the database counted are one number. */
export function reconciles({ rows, total, counted }: OversightAnswer): boolean {
  const ids = new Set(rows.map((row) => `${row.kind}/${row.id}`));
  return ids.size === rows.length && rows.length === total && total === counted;
}

async function readPages(options: ClientOptions): Promise<Outcome<OversightAnswer>> {
  const rows: OversightAnswer['rows'] = [];
  for (let after: string | undefined; ; ) {
    const page = await callAgain(options, oversightOperation, { query: { after } });
    if (page.kind !== 'ok') return page;
    rows.push(...page.value.rows);
    const { next, ...rest } = page.value;
    if (next === undefined) return { ...page, value: { ...rest, rows } };
    after = next;
  }
}

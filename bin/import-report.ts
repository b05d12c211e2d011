import type { ImportedAnswer } from '../lib/contract/catalog.ts';
import { count } from '../lib/core/count.ts';
import type { ImportReading } from './import-drafts.ts';

export interface ImportReport {
  readonly marketplace: string;
  /** Entries that the file holds, where it is a list of them. */
  readonly read?: number;
  readonly taken: readonly { readonly id: string; readonly version: string }[];
  readonly unchanged: readonly { readonly id: string; readonly version: string }[];
  /** Not taken by the reader or by the registry, and why. */
  readonly skipped: readonly { readonly entry: string; readonly why: string }[];
  readonly notes: readonly { readonly entry: string; readonly note: string }[];
}

/** What was taken, what was there already, what was skipped and why. */
export function importReport(
  reading: ImportReading,
  results: readonly ImportedAnswer[],
): ImportReport {
  const placed = (outcome: ImportedAnswer['outcome']) =>
    results
      .filter((one) => one.outcome === outcome)
      .map(({ id = '', version = '' }) => ({ id, version }));
  const refused = results.filter((one) => one.outcome === 'refused');
  return {
    marketplace: reading.name,
    ...(reading.count === undefined ? {} : { read: reading.count }),
    taken: placed('published'),
    unchanged: placed('unchanged'),
    skipped: [
      ...reading.skipped,
      ...refused.map(({ draft, say = 'It was refused.' }) => ({ entry: draft, why: say })),
    ],
    notes: [
      ...reading.notes,
      ...results.flatMap(({ draft, notes }) => notes.map((note) => ({ entry: draft, note }))),
    ],
  };
}

export function reportText({
  marketplace,
  taken,
  unchanged,
  skipped,
  notes,
}: ImportReport): string {
  return [
    ...taken.map(({ id, version }) => `taken    ${id} ${version}`),
    ...skipped.map(({ entry, why }) => `skipped  ${entry}: ${why}`),
    ...notes.map(({ entry, note }) => `note     ${entry}: ${note}`),
    `${marketplace}: ${taken.length} taken${byKind(taken)}, ${unchanged.length} unchanged, ${skipped.length} skipped.`,
  ].join('\n');
}

function byKind(taken: ImportReport['taken']): string {
  const counts = new Map<string, number>();
  for (const { id } of taken) {
    const [kind = ''] = id.split('/');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const parts = [...counts].map(([kind, n]) => count(n, kind));
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

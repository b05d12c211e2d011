import { type EntityReading, entitySchema, readEntity } from './backstage/draft.ts';
import { withPins } from './backstage/pins.ts';
import { wholeNotes } from './import-notes.ts';
import type { ComponentDraft, Note, Skipped } from './marketplace/draft.ts';
import { inOrder } from './marketplace/order.ts';
import { cut } from './marketplace/text.ts';
import type { EntriesReading, WrittenEntry } from './mcp.ts';

/**
 * Reads entities of a catalog-info.yaml. Only what the registry has kinds for becomes a draft; all else
 * is skipped with what to do instead. `name` is the catalog's, which its components are filed under.
 */
export function readBackstage(name: string, entries: readonly WrittenEntry[]): EntriesReading {
  const read: EntityReading[] = [];
  const skipped: Skipped[] = [];
  const seen = new Set<string>();
  for (const one of entries) {
    const written = 'broken' in one ? one.broken : readEntity(one.value, name);
    const why =
      typeof written !== 'string' && seen.has(idOf(written.draft))
        ? `Another entity of this file is ${idOf(written.draft)} already.`
        : written;
    if (typeof why === 'string') skipped.push({ entry: labelOf(one), why });
    else {
      seen.add(idOf(why.draft));
      read.push(why);
    }
  }
  const pinned = withPins(read);
  const ordered = inOrder(pinned.drafts);
  const own = read.flatMap(({ draft, notes }) =>
    notes.map((note): Note => ({ entry: draft.name, note })),
  );
  return {
    ...{ kind: 'read', name, count: entries.length, drafts: ordered.drafts, skipped },
    notes: [...own, ...pinned.notes, ...ordered.notes, ...wholeNotes(name, ordered.drafts)],
  };
}

function idOf({ kind, name }: ComponentDraft): string {
  return `${kind}/${name}`;
}

function labelOf(one: WrittenEntry): string {
  const parsed = 'broken' in one ? undefined : entitySchema.safeParse(one.value).data;
  return parsed
    ? `${one.place} (${cut(`${parsed.kind} ${parsed.metadata.name}`, 120)})`
    : one.place;
}

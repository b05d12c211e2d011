import { wholeNotes } from './import-notes.ts';
import type { ComponentDraft, Note, Skipped } from './marketplace/draft.ts';
import { cut } from './marketplace/text.ts';
import { connectorOf } from './mcp/draft.ts';
import { readRow } from './mcp/server.ts';

/** One server of a file: its place there, and what was written, or why that cannot be read. */
export type WrittenEntry =
  | { readonly place: string; readonly value: unknown }
  | { readonly place: string; readonly broken: string };

export interface EntriesReading {
  readonly kind: 'read';
  readonly name: string;
  /** How many entries there were: each is a draft or is skipped. */
  readonly count: number;
  readonly drafts: readonly ComponentDraft[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly Note[];
}

/**
 * Reads MCP servers (`server.json`, schema 2025-12-11, bare or as a registry answers) as connectors.
 * `name`: what the import is called. No bad entry stops the others.
 */
export function readMcpServers(name: string, entries: readonly WrittenEntry[]): EntriesReading {
  const drafts: ComponentDraft[] = [];
  const skipped: Skipped[] = [];
  const notes: Note[] = [];
  for (const one of entries) {
    const row = 'broken' in one ? undefined : readRow(one.value);
    if (!row) {
      const why = 'broken' in one ? one.broken : 'It is no MCP server: an object with a "name".';
      skipped.push({ entry: one.place, why });
      continue;
    }
    const entry = row.server.name.trim() ? cut(row.server.name, 200) : one.place;
    const reading = connectorOf(row);
    if (reading.kind === 'skip') skipped.push({ entry, why: reading.why });
    else {
      drafts.push(reading.draft);
      notes.push(...reading.notes.map((note) => ({ entry, note })));
    }
  }
  const once = eachOnce(drafts);
  return {
    ...{ kind: 'read', name, count: entries.length, drafts: once.drafts },
    skipped: [...skipped, ...once.skipped],
    notes: [...notes, ...wholeNotes(name, once.drafts)],
  };
}

/** "A name twice": other versions of a server stand beside each other, the same one only once. */
function eachOnce(all: readonly ComponentDraft[]) {
  const byName = new Map<string, ComponentDraft[]>();
  const skipped: Skipped[] = [];
  for (const draft of all) {
    const others = byName.get(draft.name) ?? [];
    const [first] = others;
    const here = first?.origin.marketplace === draft.origin.marketplace;
    const again = others.some(({ version }) => version === draft.version);
    const unversioned = [...others, draft].some(({ version }) => version === undefined);
    if (first && (again || unversioned || !here)) {
      skipped.push({ entry: draft.name, why: twice(draft, here) });
    } else byName.set(draft.name, [...others, draft]);
  }
  const drafts = [...byName.values()].flatMap((versions) =>
    versions.length > 1
      ? versions.map((draft) => ({ ...draft, oneOfSeveral: true as const }))
      : versions,
  );
  return { drafts, skipped };
}

function twice({ name, version }: ComponentDraft, here: boolean): string {
  if (!here)
    return `Another collection in this file has a server named ${name} too. Import them one after the other.`;
  return version === undefined
    ? `Another entry is named ${name} too, and only one without a version can be taken.`
    : `Another entry is ${name} ${version} already, or has no version.`;
}

import * as z from 'zod';
import { wholeNotes } from './import-notes.ts';
import { deceit } from './look-alike.ts';
import { type Dependency, pinDependencies } from './marketplace/dependencies.ts';
import type { ComponentDraft, Note, Skipped } from './marketplace/draft.ts';
import { type EntryReading, type Marketplace, readEntry } from './marketplace/entry.ts';
import { folderOf, isObject, type MarketplaceFile, readJson } from './marketplace/files.ts';
import { inOrder } from './marketplace/order.ts';
import { pluginSchema } from './marketplace/plugin.ts';
import { withRenames } from './marketplace/renames.ts';
import { cut, slug } from './marketplace/text.ts';
import { type Refusal, refuse } from './result.ts';

export { type ComponentDraft, componentDraftSchema } from './marketplace/draft.ts';

const CATALOG = '.claude-plugin/marketplace.json';

export interface MarketplaceReading {
  readonly kind: 'read';
  readonly name: string;
  /** In an order in which every connector comes before the plugins that use it. */
  readonly drafts: readonly ComponentDraft[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly Note[];
}

const text = z.string().optional().catch(undefined);
const catalogSchema = z.object({
  name: z.string().trim().min(1).max(200),
  metadata: z.object({ pluginRoot: text }).optional().catch(undefined),
  renames: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/**
 * Reads a Claude plugin marketplace as published. `files` are the folder's JSON files with paths
 * relative to it. One bad entry never stops the others: it is skipped with the reason.
 */
export function readMarketplace(
  files: readonly MarketplaceFile[],
): MarketplaceReading | Refusal<'no-marketplace' | 'no-json' | 'no-plugins' | 'no-name'> {
  const folder = folderOf(files);
  const file = readJson(folder, CATALOG);
  if (file.kind === 'absent') {
    return refuse(
      'no-marketplace',
      `There is no ${CATALOG} in this folder. Name the marketplace's own folder.`,
    );
  }
  if (file.kind === 'broken') {
    return refuse('no-json', `${CATALOG} is no JSON. Correct it and import again.`);
  }
  const plugins = isObject(file.value) ? file.value.plugins : undefined;
  if (!Array.isArray(plugins)) {
    return refuse('no-plugins', `${CATALOG} has no list "plugins", so there is nothing to import.`);
  }
  const catalog = catalogSchema.safeParse(file.value);
  if (!catalog.success || slug(catalog.data.name) === undefined) {
    return refuse(
      'no-name',
      `${CATALOG} has no usable "name", which the registry files its plugins under.`,
    );
  }
  const { name, metadata, renames } = catalog.data;
  const read = readEntries(plugins, { name, pluginRoot: metadata?.pluginRoot ?? '', folder });
  const renamed = withRenames(read.drafts, renames);
  const notes = [...read.notes, ...renamed.notes, ...otherCatalogs(folder.keys())];
  return { kind: 'read', name, drafts: renamed.drafts, skipped: read.skipped, notes };
}

function readEntries(plugins: readonly unknown[], market: Marketplace): EntryReading {
  const drafts: ComponentDraft[] = [];
  const skipped: Skipped[] = [];
  const notes: Note[] = [];
  const names = new Set<string>();
  const connectors = new Map<string, string>();
  const wanted = new Map<string, readonly Dependency[]>();
  for (const [index, value] of plugins.entries()) {
    const reading = readNamed(value, `plugins[${index}]`, { market, names, connectors });
    for (const draft of reading.drafts) {
      if (draft.kind === 'connector') connectors.set(draft.name, draft.surface.endpoints[0] ?? '');
      else names.add(draft.name);
    }
    for (const draft of reading.drafts) {
      if (draft.kind === 'plugin') wanted.set(draft.name, reading.dependencies ?? []);
    }
    drafts.push(...reading.drafts);
    skipped.push(...reading.skipped);
    notes.push(...reading.notes);
  }
  const pinned = pinDependencies(drafts, wanted, market.name);
  const ordered = inOrder(pinned.drafts);
  const whole = wholeNotes(market.name, ordered.drafts);
  return {
    drafts: ordered.drafts,
    skipped,
    notes: [...notes, ...pinned.notes, ...ordered.notes, ...whole],
  };
}

interface SoFar {
  readonly market: Marketplace;
  readonly names: ReadonlySet<string>;
  readonly connectors: ReadonlyMap<string, string>;
}

function readNamed(value: unknown, place: string, soFar: SoFar): EntryReading {
  const skip = (entry: string, why: string) => ({
    drafts: [],
    skipped: [{ entry, why }],
    notes: [],
  });
  const parsed = pluginSchema.safeParse(value);
  if (!parsed.success) return skip(place, 'It is no plugin entry.');
  const written = parsed.data.name;
  if (typeof written !== 'string' || written.trim() === '') return skip(place, 'It has no name.');
  const name = slug(written);
  const shown = cut(written, 100);
  const deceiving = deceit(written);
  if (deceiving) return skip(shown, `Its name ${deceiving}.`);
  if (name === undefined) return skip(shown, 'Its name cannot be written as a registry name.');
  if (soFar.names.has(name))
    return skip(shown, `Another entry of this marketplace is named ${name} already.`);
  const reading = readEntry(
    { raw: value, read: parsed.data },
    name,
    soFar.market,
    soFar.connectors,
  );
  if (name === written) return reading;
  const renamed = { entry: name, note: `"${shown}" is named ${name} here.` };
  return { ...reading, notes: [renamed, ...reading.notes] };
}

function otherCatalogs(paths: Iterable<string>): Note[] {
  return [...paths]
    .filter((path) => path.endsWith(`/${CATALOG}`))
    .map((entry) => ({ entry, note: 'Another marketplace lies in this folder; it was not read.' }));
}

import type { Pin } from '../component.ts';
import { connectorDraft, type KnownConnectors, nameConnector } from './connectors.ts';
import { type ComponentDraft, emptySurface, MOST, type Note, type Skipped } from './draft.ts';
import { asList, type Folder, readJson } from './files.ts';
import { readHooks } from './hooks.ts';
import { mergeTexts, type Plugin, type PluginTexts, pluginSchema } from './plugin.ts';
import { readServers, type Server, type ServersReading } from './servers.ts';
import { readSource, type Source } from './source.ts';

/** What every entry of one marketplace is read against. */
export interface Marketplace {
  readonly name: string;
  readonly pluginRoot: string;
  readonly folder: Folder;
}

export interface EntryReading {
  /** Connectors first, then the plugin that uses them; empty when the entry is skipped. */
  readonly drafts: readonly ComponentDraft[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly Note[];
}

type Found = Exclude<Source, { kind: 'bad' }>;

/** One entry under its registry name, with what its own files add. */
export function readEntry(
  entry: Plugin,
  name: string,
  market: Marketplace,
  known: KnownConnectors,
): EntryReading {
  const skip = (why: string): EntryReading => ({
    drafts: [],
    skipped: [{ entry: name, why }],
    notes: [],
  });
  const source = readSource(entry.source, market.folder, market.pluginRoot);
  if (source.kind === 'bad') return skip(source.why);
  const at = source.kind === 'here' ? source.at : undefined;
  const own = readManifest(market.folder, at);
  if (own.kind === 'broken') return skip('Its plugin.json is no JSON object.');
  const manifests = own.manifest ? [entry, own.manifest] : [entry];
  const servers = readServers(
    manifests.map((one) => one.mcpServers),
    { folder: market.folder, at, home: `${market.name}#${name}` },
  );
  if (servers.broken) return skip(servers.broken);
  const texts = mergeTexts(name, entry, own.manifest);
  const origin = originOf(market.name, source, texts.author);
  const connectors = readConnectors(servers.servers, { name, title: texts.title, origin, known });
  if (connectors.uses.length > MOST.pins) {
    return skip(
      `It uses ${connectors.uses.length} connectors; the registry takes ${MOST.pins} at most.`,
    );
  }
  const hooks = readHooks(manifests, market.folder, at);
  const plugin = pluginDraft({ name, texts, hooks, uses: connectors.uses, origin });
  const notes = [
    ...texts.notes,
    ...manifestNotes(name, own.manifest, at),
    ...dependencyNotes(manifests),
  ];
  return {
    drafts: [...connectors.drafts, plugin],
    skipped: [...servers.skipped, ...connectors.skipped].map(({ server, why }) => ({
      entry: `${name}@${server}`,
      why,
    })),
    notes: [...notes, ...servers.notes, ...connectors.notes].map((note) => ({ entry: name, note })),
  };
}

function readManifest(
  folder: Folder,
  at: string | undefined,
): { kind: 'read'; manifest?: Plugin } | { kind: 'broken' } {
  if (at === undefined) return { kind: 'read' };
  const file = readJson(folder, at, '.claude-plugin/plugin.json');
  if (file.kind === 'absent') return { kind: 'read' };
  const parsed = pluginSchema.safeParse(file.kind === 'json' ? file.value : undefined);
  return parsed.success ? { kind: 'read', manifest: parsed.data } : { kind: 'broken' };
}

function originOf(marketplace: string, source: Found, author?: string): ComponentDraft['origin'] {
  const revision = source.kind === 'elsewhere' ? source.revision : undefined;
  return {
    marketplace,
    source: source.source,
    ...(revision ? { revision } : {}),
    ...(author ? { author } : {}),
  };
}

interface Owner {
  readonly name: string;
  readonly title: string;
  readonly origin: ComponentDraft['origin'];
  readonly known: KnownConnectors;
}

function readConnectors(servers: readonly Server[], owner: Owner) {
  const known = new Map(owner.known);
  const drafts: ComponentDraft[] = [];
  const uses = new Map<string, Pin>();
  const skipped: ServersReading['skipped'][number][] = [];
  const notes: string[] = [];
  for (const server of servers) {
    const reading = nameConnector(server, owner.name, known);
    if (reading.kind === 'unnamed') {
      skipped.push({ server: server.name, why: 'Its name cannot be written as a registry name.' });
      continue;
    }
    if (reading.kind === 'new') drafts.push(connectorDraft(reading.name, server, owner));
    known.set(reading.name, server.address.endpoint);
    uses.set(reading.name, { kind: 'connector', name: reading.name, range: '*' });
    notes.push(...reading.notes);
  }
  return { drafts, uses: [...uses.values()], skipped, notes };
}

function pluginDraft(parts: {
  name: string;
  texts: PluginTexts;
  hooks: string[];
  uses: Pin[];
  origin: ComponentDraft['origin'];
}): ComponentDraft {
  const { title, description, keywords, version } = parts.texts;
  return {
    kind: 'plugin',
    name: parts.name,
    title,
    description,
    keywords,
    ...(version ? { version } : {}),
    surface: { ...emptySurface(), hooks: parts.hooks },
    uses: parts.uses,
    origin: parts.origin,
  };
}

function manifestNotes(
  name: string,
  manifest: Plugin | undefined,
  at: string | undefined,
): string[] {
  if (at === undefined) return [];
  if (!manifest) return ['It has no plugin.json here; it is read from its entry alone.'];
  const own = manifest.name;
  return typeof own === 'string' && own !== name ? [`Its plugin.json calls it "${own}".`] : [];
}

function dependencyNotes(manifests: readonly Plugin[]): string[] {
  return manifests.some((one) => asList(one.dependencies).length > 0)
    ? ['It depends on other plugins; those dependencies are not pinned.']
    : [];
}

import type { Pin } from '../component.ts';
import { asExported, exportedSchema, PLACE } from '../exported.ts';
import { keepForeign, without } from '../foreign.ts';
import { connectorDraft, type KnownConnectors, nameConnector } from './connectors.ts';
import { readBack } from './definition.ts';
import { type Dependency, readDependencies } from './dependencies.ts';
import { type ComponentDraft, emptySurface, MOST, type Note, type Skipped } from './draft.ts';
import { type Folder, isObject, readJson } from './files.ts';
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
  readonly dependencies?: readonly Dependency[];
}

type Found = Exclude<Source, { kind: 'bad' }>;

/** An entry as it was written, and as it is read. */
export interface Entry {
  readonly raw: unknown;
  readonly read: Plugin;
}

/** One entry under its registry name, with what its own files add. */
export function readEntry(
  { raw, read: entry }: Entry,
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
  const home = `${market.name}#${name}`;
  const servers = readServers(
    manifests.map((one) => one.mcpServers),
    { folder: market.folder, at, home },
  );
  if (servers.broken) return skip(servers.broken);
  const texts = mergeTexts(name, entry, own.manifest);
  const origin = originOf(market.name, source, texts.author);
  const ours = isObject(entry.metadata) ? entry.metadata[PLACE] : undefined;
  const listed = servers.servers.map((server) => asWritten(server, ours, home));
  const owner = { name, title: texts.title, origin, known, ours };
  const connectors = readConnectors(listed, owner);
  if (connectors.uses.length > MOST.pins) {
    return skip(
      `It uses ${connectors.uses.length} connectors; the registry takes ${MOST.pins} at most.`,
    );
  }
  const hooks = readHooks(manifests, market.folder, at);
  const keeping = keepForeign('claude', { entry: kept(raw), plugin: kept(own.raw) });
  const drafted = pluginDraft({ name, texts, hooks, uses: connectors.uses, origin });
  const license = texts.license === undefined ? {} : { terms: { license: texts.license } };
  const foreign = keeping.foreign === undefined ? {} : { foreign: keeping.foreign };
  const plugin = asExported({ ...drafted, ...license, ...foreign }, ours);
  const wanted = readDependencies(manifests.map((one) => one.dependencies));
  const notes = [
    ...texts.notes,
    ...manifestNotes(name, own.manifest, at),
    ...keeping.notes,
    ...plugin.notes,
    ...wanted.notes,
  ];
  return {
    drafts: [...connectors.drafts, plugin.draft],
    dependencies: wanted.dependencies,
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
): { kind: 'read'; manifest?: Plugin; raw?: unknown } | { kind: 'broken' } {
  if (at === undefined) return { kind: 'read' };
  const file = readJson(folder, at, '.claude-plugin/plugin.json');
  if (file.kind === 'absent') return { kind: 'read' };
  const parsed = pluginSchema.safeParse(file.kind === 'json' ? file.value : undefined);
  if (!parsed.success || file.kind !== 'json') return { kind: 'broken' };
  return { kind: 'read', manifest: parsed.data, raw: file.value };
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
  readonly ours: unknown;
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
    if (reading.kind === 'new') {
      const draft = connectorDraft(reading.name, server, owner);
      const said = asExported(draft, recordOf(owner.ours, reading.name));
      drafts.push(said.draft);
      notes.push(...said.notes);
    }
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

/** The document without what the registry keeps in its own words, and without what exports write anew. */
function kept(raw: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(raw)) return {};
  const { metadata } = raw;
  const rest = isObject(metadata) ? without(metadata, [PLACE]) : metadata;
  const empty = rest === undefined || (isObject(rest) && Object.keys(rest).length === 0);
  const document = without(raw, [
    'mcpServers',
    ...(empty && isObject(metadata) ? ['metadata'] : []),
  ]);
  return Object.hasOwn(document, 'metadata') ? { ...document, metadata: rest } : document;
}

/** What our export says of one of a plugin's connectors. */
function recordOf(ours: unknown, name: string): unknown {
  const connectors = isObject(ours) ? ours.connectors : undefined;
  return isObject(connectors) && Object.hasOwn(connectors, name) ? connectors[name] : undefined;
}

/**
 * The server with the endpoint that its record names, where the definition is the one that is written
 * for that endpoint: a definition has no room for all of it.
 */
function asWritten(server: Server, ours: unknown, home: string): Server {
  const record = exportedSchema.safeParse(recordOf(ours, server.name));
  const [endpoint] = record.data?.surface.endpoints ?? [];
  if (endpoint === undefined || readBack(endpoint, home) !== server.address.endpoint) return server;
  return { ...server, address: { ...server.address, endpoint } };
}

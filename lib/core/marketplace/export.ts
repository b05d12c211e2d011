import type { Component, Pin, Release } from '../component.ts';
import { exportedOf, PLACE } from '../exported.ts';
import { type Foreign, keptDocument, without } from '../foreign.ts';
import { passesForMarketplace } from '../look-alike.ts';
import { type Refusal, refuse } from '../result.ts';
import { definitionOf } from './definition.ts';
import type { Note } from './draft.ts';
import { isObject } from './files.ts';
import { slug } from './text.ts';

type Json = Readonly<Record<string, unknown>>;

/** A plugin's newest release, what was kept of its file, and the connectors that it leads to. */
export interface ExportedPlugin {
  readonly component: Component;
  readonly release: Release;
  readonly foreign?: Foreign | undefined;
  readonly connectors: readonly { readonly component: Component; readonly release: Release }[];
}

export interface PluginExport {
  /** Absent where the plugin is no more, or nobody may pin it any more. */
  readonly entry?: Json;
  /** Old name → the plugin that it is now, or null. */
  readonly renames: Readonly<Record<string, string | null>>;
  readonly notes: readonly Note[];
}

/**
 * The marketplace's name: the one asked for, else one made of the organisation's. "Reserved names"
 * and what looks like them are refused.
 */
export function marketplaceName(
  organisation: string,
  asked: string | undefined,
): { readonly kind: 'name'; readonly name: string } | Refusal<'bad-name'> {
  const name = asked ?? `${slug(organisation) ?? 'our'}-plugins`;
  const how = 'Name the marketplace with "name", in small letters, digits and hyphens.';
  if (!/^[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9])?$/.test(name)) {
    return refuse('bad-name', `"${name.slice(0, 80)}" is no name for a marketplace. ${how}`);
  }
  const like = passesForMarketplace(name, []);
  if (!like) return { kind: 'name', name };
  return refuse('bad-name', `"${name}" would pass for the reserved marketplace ${like}. ${how}`);
}

/** One plugin as an entry of marketplace.json. */
export function pluginEntry(plugin: ExportedPlugin): PluginExport {
  const { component, release, foreign } = plugin;
  const { name } = component;
  const before = keptDocument(foreign, 'claude', 'renames');
  if (release.lifecycle === 'closed' || release.lifecycle === 'disabled')
    return goneEntry(plugin, before);
  const own = keptDocument(foreign, 'claude', 'plugin');
  const kept = { ...own, ...keptDocument(foreign, 'claude', 'entry') };
  const notes: string[] = [];
  const source = kept.source ?? `./plugins/${name}`;
  if (typeof source === 'string' && !source.includes('://')) {
    notes.push(`Its files are looked for at ${source}: put them there.`);
  }
  const title = component.title === name ? {} : { displayName: component.title };
  const description = component.description === '' ? {} : { description: component.description };
  const mcpServers = serversOf(plugin, notes);
  const left = release.uses.filter((pin) => pin.kind === 'skill' || pin.kind === 'block');
  if (left.length > 0)
    notes.push('The skills and blocks that it uses are named in its metadata alone.');
  const metadata = isObject(kept.metadata) ? kept.metadata : {};
  const entry = {
    ...title,
    ...(foreign || component.keywords.length === 0 ? {} : { keywords: component.keywords }),
    ...(release.terms?.license === undefined ? {} : { license: release.terms.license }),
    ...dependenciesOf(release.uses),
    ...without(kept, ['$schema', 'mcpServers', 'description']),
    ...{ name, source, ...description, version: release.version },
    ...(Object.keys(mcpServers).length > 0 ? { mcpServers } : {}),
    metadata: { ...metadata, [PLACE]: recordOf(plugin) },
  };
  const renames = Object.fromEntries(Object.keys(before).map((old) => [old, name]));
  return { entry, renames, notes: notes.map((note) => ({ entry: name, note })) };
}

/** "Removal and successor also as `renames`." */
function goneEntry({ component, release }: ExportedPlugin, before: Json): PluginExport {
  const { name } = component;
  const next = component.renamedTo ?? release.successor;
  const to = next?.startsWith('plugin/') ? next.slice('plugin/'.length) : null;
  const names = [...Object.keys(before), name];
  const note =
    to === null ? 'It takes no new pins, so it is listed as removed.' : `It goes on as ${to}.`;
  return {
    renames: Object.fromEntries(names.map((old) => [old, to])),
    notes: [{ entry: name, note }],
  };
}

function serversOf({ release, connectors }: ExportedPlugin, notes: string[]): Json {
  const servers: Record<string, Json> = {};
  for (const pin of release.uses.filter(({ kind }) => kind === 'connector')) {
    const found = connectors.find((one) => one.component.name === pin.name);
    const [endpoint, ...more] = found?.release.surface.endpoints ?? [];
    if (endpoint === undefined) {
      notes.push(`Its connector ${pin.name} has no address, so it is named in its metadata alone.`);
      continue;
    }
    servers[pin.name] = definitionOf(endpoint);
    if (more.length > 0)
      notes.push(
        `Its connector ${pin.name} has ${more.length + 1} addresses; the first is written.`,
      );
  }
  return servers;
}

function dependenciesOf(uses: readonly Pin[]): Json {
  const plugins = uses.filter((pin) => pin.kind === 'plugin');
  if (plugins.length === 0) return {};
  return { dependencies: plugins.map(({ name, range }) => ({ name, version: range })) };
}

function recordOf({ component, release, connectors }: ExportedPlugin): Json {
  const records = connectors
    .filter(({ release: one }) => one.surface.endpoints.length > 0)
    .map((one) => [one.component.name, exportedOf(one.component, one.release)] as const);
  return {
    ...exportedOf(component, release),
    ...(records.length > 0 ? { connectors: Object.fromEntries(records) } : {}),
  };
}

/** Renames as they hold for these plugins: who is listed is not renamed, and who leads nowhere was removed. */
export function settledRenames(
  plugins: readonly Json[],
  renames: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string | null>> {
  const names = new Set(plugins.map((entry) => entry.name));
  const left = Object.entries(renames).filter(([old]) => !names.has(old));
  return Object.fromEntries(
    left.map(([old, to]) => [old, to !== null && names.has(to) ? to : null]),
  );
}

import type { Component, Release } from '../core/component.ts';
import { keptDocument } from '../core/foreign.ts';
import { slug } from '../core/marketplace/text.ts';
import { namespaceOf, officialOf, serverJson, serverName } from '../core/mcp/export.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { newestFirst } from '../core/version.ts';
import { readForeigns } from '../store/foreign.ts';
import type { Deps } from './deps.ts';
import { exportedComponents } from './exports.ts';
import { releasesOf } from './register.ts';

/** A version of a connector as an MCP registry answers it. */
export interface ServedServer {
  readonly server: Readonly<Record<string, unknown>>;
  readonly official: ReturnType<typeof officialOf>;
}

export interface ServersAsked {
  readonly team?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Part of a name, in any case. */
  readonly search?: string | undefined;
  readonly updatedSince?: string | undefined;
  /** One version, or `latest`. */
  readonly version?: string | undefined;
  readonly deleted: boolean;
}

/** So many connectors are looked into for one page: a narrow question may get a short page with a `next`. */
const MOST_LOOKED_AT = 200;

/** The shared connectors, version by version: by id, newest first. The cursor is `id@version`. */
export async function listServers(
  deps: Deps,
  asked: ServersAsked,
): Promise<
  | { kind: 'servers'; servers: readonly ServedServer[]; next: string | undefined }
  | Refusal<'no-team' | 'bad-cursor'>
> {
  const exported = await exportedComponents(deps, asked.team);
  if (exported.kind === 'refused') return exported;
  const from = cursorOf(asked.cursor);
  if (!from) {
    return refuse('bad-cursor', 'This cursor is none of ours. Start again without one.');
  }
  const connectors = exported.components.filter((one) => one.kind === 'connector');
  const rest = connectors.filter(({ id }) => id >= from.id);
  const servers: ServedServer[] = [];
  for (const [index, component] of rest.entries()) {
    if (index >= MOST_LOOKED_AT) return { kind: 'servers', servers, next: `${component.id}@` };
    const after = component.id === from.id ? from.version : '';
    for (const one of await versionsOf(deps, component, after)) {
      const { release, served } = one;
      if (!fits(served, release, asked)) continue;
      if (servers.length >= asked.limit) {
        return { kind: 'servers', servers, next: `${component.id}@${one.before}` };
      }
      servers.push(served);
    }
  }
  return { kind: 'servers', servers, next: undefined };
}

/** `connector/x@1.2.0`: goes on after this version; nothing after the `@` is before the first. */
function cursorOf(cursor: string | undefined) {
  if (cursor === undefined || cursor === '') return { id: '', version: '' };
  const [, id, version] = /^(connector\/[^@]+)@(.*)$/.exec(cursor) ?? [];
  return id === undefined || version === undefined ? undefined : { id, version };
}

function fits({ server, official }: ServedServer, release: Release, asked: ServersAsked): boolean {
  const { search, updatedSince, version, deleted } = asked;
  if (official.status === 'deleted' && !deleted) return false;
  if (
    version === 'latest' ? !official.isLatest : version !== undefined && release.version !== version
  ) {
    return false;
  }
  if (updatedSince !== undefined && official.updatedAt < updatedSince) return false;
  const named = `${String(server.name)} ${String(server.title)}`.toLowerCase();
  return search === undefined || named.includes(search.toLowerCase());
}

interface Version {
  readonly release: Release;
  readonly served: ServedServer;
  /** The version listed before it; empty for the first. */
  readonly before: string;
}

async function versionsOf(deps: Deps, component: Component, after: string): Promise<Version[]> {
  const releases = await releasesOf(deps, component.id);
  const order = newestFirst(releases.map((one) => one.version));
  const wanted = order.slice(after === '' ? 0 : order.indexOf(after) + 1);
  const of = wanted.map((version) => ({ component: component.id, version }));
  const kept = await readForeigns(deps.store, of);
  const namespace = namespaceOf(deps.settings.baseUrl);
  return wanted.flatMap((version): Version[] => {
    const release = releases.find((one) => one.version === version);
    if (!release) return [];
    const foreign = kept.get(`${component.id}@${version}`);
    const one = { component, release, foreign };
    const served = { server: serverJson(one, namespace), official: officialOf(one) };
    return [{ release, served, before: order[order.indexOf(version) - 1] ?? '' }];
  });
}

/** All versions of the server of this name, newest first. */
export async function serverVersions(
  deps: Deps,
  name: string,
): Promise<{ kind: 'servers'; servers: readonly ServedServer[] } | Refusal<'no-component'>> {
  const component = await named(deps, name);
  if (!component) {
    return refuse('no-component', `There is no server "${name.slice(0, 200)}" in the catalog.`);
  }
  const versions = await versionsOf(deps, component, '');
  return { kind: 'servers', servers: versions.map((one) => one.served) };
}

/** One version of it; `latest` is its newest. */
export async function serverVersion(
  deps: Deps,
  name: string,
  version: string,
): Promise<{ kind: 'server'; server: ServedServer } | Refusal<'no-component' | 'no-version'>> {
  const found = await serverVersions(deps, name);
  if (found.kind === 'refused') return found;
  const one = found.servers.find(({ server, official }) =>
    version === 'latest' ? official.isLatest : server.version === version,
  );
  if (one) return { kind: 'server', server: one };
  return refuse('no-version', `${name.slice(0, 200)} has no version ${version.slice(0, 60)}.`);
}

/**
 * The shared connector that a name stands for: ours by its last part; one that was imported by the
 * name its file gives it, which is found through the registry name made of that.
 */
async function named(deps: Deps, name: string): Promise<Component | undefined> {
  const { components } = await deps.catalog.load();
  const shared = [...components.values()].filter(
    (one) => one.kind === 'connector' && one.visibility === 'shared',
  );
  const namespace = namespaceOf(deps.settings.baseUrl);
  const own = shared.find((one) => `${namespace}/${one.name}` === name);
  const imported = shared.filter(
    (one) => one.id === connectorId(name) || one.name.endsWith(`.${slugOf(name)}`),
  );
  const candidates = [...(own ? [own] : []), ...imported];
  if (candidates.length === 0) return undefined;
  const of = candidates.map(({ id, latest }) => ({ component: id, version: latest }));
  const kept = await readForeigns(deps.store, of);
  return candidates.find((one) => {
    const document = keptDocument(kept.get(`${one.id}@${one.latest}`), 'mcp', 'server');
    return serverName(one, document, namespace) === name;
  });
}

function slugOf(name: string): string {
  return slug(name) ?? '';
}

function connectorId(name: string): string {
  return `connector/${slugOf(name)}`;
}

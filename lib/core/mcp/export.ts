import type { Component, Release } from '../component.ts';
import { exportedOf, PLACE } from '../exported.ts';
import { type Foreign, keptDocument, without } from '../foreign.ts';
import { asList, isObject } from '../marketplace/files.ts';
import { readRemote } from '../marketplace/remote.ts';
import { cut } from '../marketplace/text.ts';
import { packageEndpoint, packageOf } from './address.ts';
import { META, readRow } from './server.ts';

const SCHEMA = 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json';
/** "name (reverse-DNS, 3–200)"; description and title at most 100. */
const NAME = /^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/;
const MOST = 100;

/** A release of a connector with what was kept of its file. */
export interface Exportable {
  readonly component: Component;
  readonly release: Release;
  readonly foreign?: Foreign | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** The name a connector has for other registries: what its source called it, else ours. `namespace`: `com.example`. */
export function serverName(component: Component, kept: Json, namespace: string): string {
  const { name } = kept;
  if (typeof name === 'string' && NAME.test(name) && name.length <= 200) return name;
  return `${namespace}/${component.name}`;
}

/** `https://yardmaster.example.com` → `com.example.yardmaster`; a machine without a name is `local`. */
export function namespaceOf(baseUrl: string): string {
  const host = readHost(baseUrl);
  const isName = /^[a-z0-9.-]*[a-z][a-z0-9.-]*$/.test(host) && host !== 'localhost';
  return isName ? host.split('.').reverse().join('.') : 'local';
}

function readHost(baseUrl: string): string {
  return (/^https?:\/\/([^/:?#]+)/i.exec(baseUrl)?.[1] ?? '').toLowerCase();
}

/** A connector's release as `server.json`, schema 2025-12-11, with the fields that were kept of its file. */
export function serverJson({ component, release, foreign }: Exportable, namespace: string): Json {
  const kept = keptDocument(foreign, 'mcp', 'server');
  const { title, description, keywords } = component;
  const places = placesOf(kept, release.surface.endpoints);
  const said = { ...exportedOf(component, release), title, keywords, description };
  const meta = isObject(kept._meta) ? kept._meta : {};
  const theirs = isObject(meta[META.publisher]) ? meta[META.publisher] : {};
  const show = description.trim() || `The connector ${component.name}.`;
  return {
    $schema: SCHEMA,
    ...fieldsOf(kept),
    name: serverName(component, kept, namespace),
    description: cut(show, MOST),
    title: cut(title, MOST),
    version: release.version,
    ...places,
    _meta: { ...meta, [META.publisher]: { ...(isObject(theirs) ? theirs : {}), [PLACE]: said } },
  };
}

/** The fields as their file wrote them. A row of a collected list has others, which this format has no place for. */
function fieldsOf(kept: Json): Json {
  const made = ['$schema', 'status', 'packages', 'remotes', '_meta'];
  if (typeof kept.collection !== 'string') return without(kept, made);
  const { repository: url, repository_source: source } = kept;
  if (typeof url !== 'string' || url === '') return {};
  return { repository: { url, source: typeof source === 'string' && source ? source : 'git' } };
}

/** The remotes and packages as their file wrote them, where they are still those of the release; else made from its endpoints. */
function placesOf(kept: Json, endpoints: readonly string[]): Json {
  const row = readRow(kept);
  const written = {
    remotes: asList(kept.remotes).filter(isObject),
    packages: asList(kept.packages).filter(isObject),
  };
  const remotes: unknown[] = [];
  const packages: unknown[] = [];
  for (const endpoint of endpoints) {
    const remote = written.remotes.find(
      ({ url }) => typeof url === 'string' && readRemote(url).endpoint === endpoint,
    );
    const at = row?.server.packages.findIndex((one) => {
      const registryType = one.registryType ?? one.registry_name ?? one.registry ?? '';
      const identifier = one.identifier ?? one.name ?? '';
      return packageEndpoint({ registryType, identifier, version: one.version }) === endpoint;
    });
    const raw = at === undefined || at < 0 ? undefined : written.packages[at];
    const found = raw?.registryType === undefined ? undefined : raw;
    const made = packageOf(endpoint);
    if (remote) remotes.push({ ...remote, type: remote.type || remoteType(endpoint) });
    else if (/^https?:/.test(endpoint))
      remotes.push({ type: remoteType(endpoint), url: unwritten(endpoint) });
    else if (found) packages.push(found);
    else if (made) packages.push({ ...made, transport: { type: 'stdio' } });
  }
  return {
    ...(packages.length > 0 ? { packages } : {}),
    ...(remotes.length > 0 ? { remotes } : {}),
  };
}

function remoteType(endpoint: string): string {
  return /\/sse\/?$/.test(endpoint) ? 'sse' : 'streamable-http';
}

/** Variables of an address as this format writes them. */
function unwritten(endpoint: string): string {
  return endpoint.replace(/\$\{(\w+)\}/g, '{$1}');
}

const STATUS = {
  active: 'active',
  deprecated: 'deprecated',
  closed: 'deprecated',
  disabled: 'deleted',
} as const satisfies Record<Release['lifecycle'], string>;

/** What a registry says beside a server: "status active | deprecated | deleted". */
export function officialOf({ component, release }: Exportable) {
  const { lifecycle, publishedAt } = release;
  const message = messageOf(release);
  return {
    status: STATUS[lifecycle],
    ...(message ? { statusMessage: cut(message, 500) } : {}),
    publishedAt,
    updatedAt: publishedAt,
    isLatest: component.latest === release.version,
  };
}

function messageOf({ lifecycle, successor, ending }: Release): string {
  if (ending) return `It stops on ${ending.stopsOn} and is replaced by ${ending.successor}.`;
  if (successor !== undefined) return `It goes on as ${successor}.`;
  return lifecycle === 'closed' ? 'It takes no new pins.' : '';
}

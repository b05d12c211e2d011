import { type ComponentDraft, emptySurface, MOST } from './draft.ts';
import type { Server } from './servers.ts';
import { cut, slug } from './text.ts';

/** Connector name → its endpoint: what earlier plugins of the same marketplace have declared. */
export type KnownConnectors = ReadonlyMap<string, string>;

export type ConnectorReading =
  | { readonly kind: 'new' | 'known'; readonly name: string; readonly notes: string[] }
  | { readonly kind: 'unnamed' };

/** "The same server defined with different endpoints by two plugins → the second is `<server>-<plugin>`." */
export function nameConnector(
  server: Server,
  plugin: string,
  known: KnownConnectors,
): ConnectorReading {
  const name = slug(server.name);
  if (name === undefined) return { kind: 'unnamed' };
  const notes =
    name === server.name ? [] : [`Its server "${cut(server.name, 100)}" is named ${name} here.`];
  const { endpoint } = server.address;
  for (let attempt = 0; ; attempt += 1) {
    const candidate = attempt === 0 ? name : numbered(name, plugin, attempt);
    const holder = known.get(candidate);
    if (holder !== undefined && holder !== endpoint) continue;
    if (attempt > 0) {
      notes.push(
        `Another plugin's server "${name}" has another address, so this one is named ${candidate}.`,
      );
    }
    return { kind: holder === undefined ? 'new' : 'known', name: candidate, notes };
  }
}

function numbered(name: string, plugin: string, attempt: number): string {
  const tail = attempt === 1 ? '' : `-${attempt}`;
  return `${(slug(`${name}-${plugin}`) ?? name).slice(0, 80 - tail.length)}${tail}`;
}

/** The draft of a connector, as far as a server's declaration says anything about it. */
export function connectorDraft(
  name: string,
  server: Server,
  plugin: { readonly title: string; readonly origin: ComponentDraft['origin'] },
): ComponentDraft {
  const { endpoint, host } = server.address;
  const system = host ?? name;
  const description = host
    ? `The MCP server "${server.name}" at ${host}, as the plugin ${plugin.title} declares it.`
    : `The MCP server "${server.name}", a local program started with "${endpoint}", as the plugin ${plugin.title} declares it.`;
  return {
    kind: 'connector',
    name,
    title: cut(server.name, MOST.title),
    description: cut(description, MOST.description),
    keywords: ['mcp'],
    surface: { ...emptySurface(), systems: [cut(system, MOST.word)], endpoints: [endpoint] },
    uses: [],
    origin: plugin.origin,
  };
}

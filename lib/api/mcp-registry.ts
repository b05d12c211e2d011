import {
  listServers,
  type ServedServer,
  serverVersion,
  serverVersions,
} from '../acts/mcp-servers.ts';
import {
  listServersOperation,
  type McpServerAnswer,
  serverVersionOperation,
  serverVersionsOperation,
} from '../contract/exports.ts';
import { instant, milliseconds } from '../core/time.ts';
import { mayNotFind } from './editor.ts';
import { servePersonOrCi } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 30;

/** The reading half of an MCP registry, v0.1: the shared connectors. */
export function serveMcpRegistry(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, listServersOperation, async ({ caller, query }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const { cursor, limit = USUAL, search, version, team, updated_since: since } = query;
    const updatedSince = since === undefined ? undefined : instant(milliseconds(since));
    const deleted = query.include_deleted === 'true' || updatedSince !== undefined;
    const asked = { team, cursor, limit, search, version, updatedSince, deleted };
    const page = await listServers(deps, asked);
    return page.kind === 'refused' ? page : answer(listView(page.servers, page.next));
  });
  servePersonOrCi(door, serverVersionsOperation, async ({ caller, params }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const found = await serverVersions(deps, params.name);
    return found.kind === 'refused' ? found : answer(listView(found.servers, undefined));
  });
  servePersonOrCi(door, serverVersionOperation, async ({ caller, params }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const found = await serverVersion(deps, params.name, params.version);
    return found.kind === 'refused' ? found : answer(view(found.server));
  });
  serveDecoded(door);
}

/** A gateway may hand a path on decoded: the slash of a server's name is a slash then, and is written back. */
function serveDecoded({ api }: Door): void {
  api.get('/v0.1/servers/:space/:name/versions/:version?', (c) => {
    const url = new URL(c.req.url);
    url.pathname = url.pathname.replace(/^(\/v0\.1\/servers\/[^/]+)\//, '$1%2F');
    return api.fetch(new Request(url, c.req.raw));
  });
}

function listView(servers: readonly ServedServer[], nextCursor: string | undefined) {
  const metadata = { count: servers.length, ...(nextCursor === undefined ? {} : { nextCursor }) };
  return { servers: servers.map(view), metadata };
}

function view({ server, official }: ServedServer): McpServerAnswer {
  return {
    server: { ...server },
    _meta: { 'io.modelcontextprotocol.registry/official': official },
  };
}

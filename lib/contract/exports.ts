import * as z from 'zod';
import { countSchema, momentSchema, operation, text } from './operation.ts';

export const MOST_EXPORTED = 100;

const noteSchema = z.object({ entry: z.string(), note: z.string() });
const documentSchema = z.record(z.string(), z.unknown());

const pageSchema = z.strictObject({
  /** A team's, local ones too; all that is shared when absent. */
  team: text(60).optional(),
  after: text(300).optional(),
  most: countSchema(1, MOST_EXPORTED),
});

export const marketplaceExportSchema = z.object({
  /** A marketplace.json of this page. */
  marketplace: z.object({
    name: z.string(),
    owner: z.object({ name: z.string() }),
    plugins: z.array(documentSchema),
    /** Settled only where one page is all: see `next`. */
    renames: z.record(z.string(), z.string().nullable()).optional(),
  }),
  /** What an entry has no words for, or still needs. */
  notes: z.array(noteSchema),
  /** Send it as `after` for the next page; absent on the last one. */
  next: z.string().optional(),
});
export type MarketplaceExport = z.infer<typeof marketplaceExportSchema>;

export const exportMarketplaceOperation = operation({
  id: 'exportMarketplace',
  method: 'get',
  path: '/v1/exports/claude-marketplace',
  summary: 'The shared plugins as a Claude plugin marketplace, page by page.',
  who: 'person-or-ci',
  query: pageSchema.extend({
    /** The marketplace's name; made of the organisation's when absent. */
    name: text(80).optional(),
  }),
  answer: marketplaceExportSchema,
});

export const exportBackstageOperation = operation({
  id: 'exportBackstage',
  method: 'get',
  path: '/v1/exports/backstage',
  summary: 'Teams, shared components and workflows as Backstage entities, page by page.',
  who: 'person-or-ci',
  query: pageSchema,
  answer: z.object({ entities: z.array(documentSchema), next: z.string().optional() }),
});

const official = 'io.modelcontextprotocol.registry/official';

const serverSchema = z.object({
  /** `server.json`, schema 2025-12-11. */
  server: documentSchema,
  _meta: z.object({
    [official]: z.object({
      status: z.enum(['active', 'deprecated', 'deleted']),
      statusMessage: z.string().optional(),
      publishedAt: momentSchema,
      updatedAt: momentSchema,
      isLatest: z.boolean(),
    }),
  }),
});
export type McpServerAnswer = z.infer<typeof serverSchema>;

const serversSchema = z.object({
  servers: z.array(serverSchema),
  metadata: z.object({ count: z.int(), nextCursor: z.string().optional() }),
});

/** A name in a path: `com.example%2Fcrm`. */
const nameSchema = z.string().min(1).max(200);

export const listServersOperation = operation({
  id: 'listMcpServers',
  method: 'get',
  path: '/v0.1/servers',
  summary: 'The shared connectors as an MCP registry lists servers.',
  who: 'person-or-ci',
  query: z.strictObject({
    cursor: text(300).optional(),
    limit: countSchema(1, MOST_EXPORTED),
    search: text(200).optional(),
    updated_since: z.iso.datetime({ offset: true }).optional(),
    version: text(128).optional(),
    include_deleted: z.enum(['true', 'false']).optional(),
    team: text(60).optional(),
  }),
  answer: serversSchema,
});

export const serverVersionsOperation = operation({
  id: 'listMcpServerVersions',
  method: 'get',
  path: '/v0.1/servers/{name}/versions',
  summary: 'Every version of one server, newest first.',
  who: 'person-or-ci',
  params: z.strictObject({ name: nameSchema }),
  answer: serversSchema,
});

export const serverVersionOperation = operation({
  id: 'getMcpServerVersion',
  method: 'get',
  path: '/v0.1/servers/{name}/versions/{version}',
  summary: 'One version of a server; `latest` is its newest.',
  who: 'person-or-ci',
  params: z.strictObject({ name: nameSchema, version: z.string().min(1).max(128) }),
  answer: serverSchema,
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { SearchEntry } from '../../lib/search/index.ts';

const words = z.array(z.string()).optional().default([]);
const row = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional().default(''),
  category: z.string().optional(),
  keywords: words,
  tags: z
    .union([z.array(z.coerce.string()), z.string().transform((tag) => [tag])])
    .optional()
    .default([]),
  tools: words,
  connectors: words,
});

const FILES = [
  ['plugins.jsonl', 'plugin'],
  ['skills.jsonl', 'skill'],
  ['mcp-servers.jsonl', 'connector'],
] as const;

export function parseLines<T>(text: string, schema: z.ZodType<T>): T[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

/** Every plugin, skill and MCP server of the data folder as a search entry, by id. */
export function loadEntries(folder: string): Map<string, SearchEntry> {
  const entries = FILES.flatMap(([file, kind]) =>
    parseLines(readFileSync(join(folder, file), 'utf8'), row).map(
      (one): SearchEntry => ({
        id: one.id,
        kind,
        title: one.title ?? one.name,
        text: one.description,
        keywords: [...one.keywords, ...one.tags, ...one.tools, one.category ?? ''],
        connectors: one.connectors,
        team: '',
      }),
    ),
  );
  return new Map(entries.map((entry) => [entry.id, entry]));
}

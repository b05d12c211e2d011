import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { MarketplaceExport, McpServerAnswer } from '../../lib/contract/exports.ts';
import { count } from '../../lib/core/count.ts';
import { settledRenames } from '../../lib/core/marketplace/export.ts';
import { openExportFile } from '../export-file.ts';
import type { ServerOptions } from '../identity.ts';
import { type Io, UsageProblem } from '../io.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';
import { yamlText } from '../yaml-file.ts';

interface Options extends ServerOptions {
  readonly team?: string;
}

const TEAM = ['--team <team>', 'what a team has, local components too'] as const;

/** `yardmaster export claude|mcp|backstage`: the catalog in the words of others. */
export function addExport(program: Command, shell: Shell): void {
  const group = program.command('export').description('write the catalog in a format of others');
  asPerson(group.command('claude'))
    .description('the shared plugins as a Claude plugin marketplace')
    .argument('<folder>', 'where .claude-plugin/marketplace.json is written')
    .option(...TEAM)
    .option('--name <name>', "the marketplace's name; made of the organisation's when absent")
    .action((folder: string, options: Options & { readonly name?: string }) =>
      shell.person(options, 'admin', (session) => claude(session, folder, options)),
    );
  asPerson(group.command('mcp'))
    .description('the shared connectors as MCP servers, a JSON list')
    .option(...TEAM)
    .action((options: Options) =>
      shell.person(options, 'admin', (session) => mcp(session, options)),
    );
  asPerson(group.command('backstage'))
    .description('teams, shared components and workflows as a catalog-info.yaml')
    .option(...TEAM)
    .action((options: Options) =>
      shell.person(options, 'admin', (session) => backstage(session, options)),
    );
}

type Marketplace = MarketplaceExport['marketplace'];

async function claude(
  session: Session,
  folder: string,
  { team, name }: Options & { readonly name?: string },
): Promise<number> {
  const { client, io, print, fail } = session;
  const pages: MarketplaceExport[] = [];
  for (let after: string | undefined; ; ) {
    const page = await client.exportMarketplace({ team, name, after });
    if (page.kind !== 'ok') return fail(page);
    pages.push(page.value);
    after = page.value.next;
    if (after === undefined) break;
  }
  const marketplace = joined(pages);
  const notes = pages.flatMap((page) => page.notes);
  const path = join(folder, '.claude-plugin', 'marketplace.json');
  writeWhole(io, path, `${JSON.stringify(marketplace, null, 2)}\n`);
  const plugins = marketplace?.plugins.length ?? 0;
  const text = [
    ...notes.map(({ entry, note }) => `note     ${entry}: ${note}`),
    `${count(plugins, 'plugin')} in ${path}.`,
  ].join('\n');
  print({ file: path, plugins, notes }, text);
  return 0;
}

/** All pages as one marketplace; what a name leads to is known only now. */
function joined(pages: readonly MarketplaceExport[]): Marketplace | undefined {
  const [first] = pages;
  if (!first) return undefined;
  const { renames: _, ...head } = first.marketplace;
  const plugins = pages.flatMap((page) => page.marketplace.plugins);
  const all = pages.flatMap((page) => Object.entries(page.marketplace.renames ?? {}));
  const renames = settledRenames(plugins, Object.fromEntries(all));
  return { ...head, plugins, ...(Object.keys(renames).length > 0 ? { renames } : {}) };
}

function writeWhole(io: Io, path: string, text: string): void {
  const whole = resolve(io.cwd, path);
  try {
    mkdirSync(join(whole, '..'), { recursive: true });
  } catch {
    throw new UsageProblem(`${path} cannot be written.`);
  }
  const file = openExportFile(whole);
  file.write(text);
  file.keep();
}

async function mcp({ client, io, fail }: Session, { team }: Options): Promise<number> {
  const servers: McpServerAnswer[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await client.mcpServers({ team, cursor });
    if (page.kind !== 'ok') return fail(page);
    servers.push(...page.value.servers);
    cursor = page.value.metadata.nextCursor;
    if (cursor === undefined) break;
  }
  io.out(`${JSON.stringify({ servers, metadata: { count: servers.length } }, null, 2)}\n`);
  return 0;
}

async function backstage({ client, io, fail }: Session, { team, json }: Options): Promise<number> {
  const entities: unknown[] = [];
  for (let after: string | undefined; ; ) {
    const page = await client.exportBackstage({ team, after });
    if (page.kind !== 'ok') return fail(page);
    entities.push(...page.value.entities);
    after = page.value.next;
    if (after === undefined) break;
  }
  io.out(json ? `${JSON.stringify(entities, null, 2)}\n` : yamlText(entities));
  return 0;
}

import { type SeenList, seenItem } from './estate-lists.ts';
import type { SeenItem } from './estate-source.ts';
import { folderOf, type MarketplaceFile } from './marketplace/files.ts';
import { readServers } from './marketplace/servers.ts';

const FILE = '.mcp.json';

/**
 * Every `.mcp.json` below a folder is an agent at work: its folder's name is its name, its servers are
 * the systems it uses. Header and environment values are never read.
 */
export function agentsFrom(files: readonly MarketplaceFile[], folderName: string): SeenList {
  const folder = folderOf(files);
  const items: SeenItem[] = [];
  const skipped: string[] = [];
  for (const path of [...folder.keys()].sort()) {
    if (path !== FILE && !path.endsWith(`/${FILE}`)) continue;
    const at = path.slice(0, -FILE.length).replace(/\/$/, '');
    const read = readServers([], { folder, at, home: at });
    if (read.broken) skipped.push(`${path}: ${read.broken}`);
    const systems = read.servers.map((server) => server.name);
    const addresses = read.servers.map((server) => server.address.endpoint).join(' ');
    const name = at === '' ? folderName : at.slice(at.lastIndexOf('/') + 1);
    const uses = addresses ? `Uses ${addresses}` : '';
    const item = read.broken ? undefined : seenItem(path, name, uses, systems);
    if (item) items.push(item);
    else if (!read.broken) skipped.push(`${path}: its folder has no name.`);
  }
  return { items, skipped };
}

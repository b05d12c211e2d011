import { type SeenList, seenItem, seenRef } from './estate-lists.ts';
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
  const unread: string[] = [];
  const paths = [...folder.keys()].filter((one) => one === FILE || one.endsWith(`/${FILE}`)).sort();
  const names = agentNames(paths, folderName);
  for (const path of paths) {
    const at = placeOf(path);
    const read = readServers([], { folder, at, home: at });
    if (read.broken) {
      skipped.push(`${path}: ${read.broken}`);
      unread.push(seenRef(path));
      continue;
    }
    const systems = read.servers.map((server) => server.name);
    const addresses = read.servers.map((server) => server.address.endpoint).join(' ');
    const uses = addresses ? `Uses ${addresses}` : '';
    const item = seenItem(path, names.get(path) ?? folderName, uses, systems);
    if (item) items.push(item);
    else skipped.push(`${path}: its folder has no name.`);
  }
  return { items, skipped, unread };
}

/** The folder that a file lies in, below the one that was given; '' for that one itself. */
function placeOf(path: string): string {
  return path.slice(0, -FILE.length).replace(/\/$/, '');
}

/** An agent is called after its folder; two folders of one name are told apart by the whole way to them. */
function agentNames(paths: readonly string[], folderName: string): ReadonlyMap<string, string> {
  const last = (path: string) => placeOf(path).split('/').at(-1) || folderName;
  const alike = (path: string) => paths.filter((one) => last(one) === last(path)).length > 1;
  const whole = (path: string) => placeOf(path).replaceAll('/', '-') || folderName;
  return new Map(paths.map((path) => [path, alike(path) ? whole(path) : last(path)]));
}

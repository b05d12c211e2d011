import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { MarketplaceFile } from '../lib/core/marketplace/files.ts';
import { UsageProblem } from './io.ts';

const LEFT_OUT = new Set(['node_modules', '.git']);
const LARGEST_BYTES = 2 * 1024 * 1024;

/** Every JSON file below a folder, with its path relative to it. Links are not followed out of it. */
export function jsonFilesIn(folder: string): MarketplaceFile[] {
  const files: MarketplaceFile[] = [];
  const open = [folder];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of entriesOf(at, folder)) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) open.push(path);
      if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
      files.push({ path: relative(folder, path).replaceAll(sep, '/'), text: textOf(path) });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What is too large, or not UTF-8, is there and is no JSON: nothing of it is guessed. */
function textOf(path: string): string {
  if (statSync(path).size > LARGEST_BYTES) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    return '';
  }
}

function entriesOf(at: string, folder: string): Dirent[] {
  try {
    return readdirSync(at, { withFileTypes: true });
  } catch {
    if (at === folder) throw new UsageProblem(`There is no folder ${folder} that can be read.`);
    return [];
  }
}

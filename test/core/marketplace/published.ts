import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { MarketplaceFile } from '../../../lib/core/marketplace/files.ts';

const ROOT = join(import.meta.dirname, '../../../../shared/data/marketplaces');

/** The marketplaces as published lie beside the repository; without them their tests say so. */
export const PUBLISHED_PRESENT = existsSync(ROOT);
export const PUBLISHED_ABSENT =
  'is left out: the published marketplaces are looked for in ../shared/data/marketplaces';

export function publishedMarketplaces(): { folder: string; files: MarketplaceFile[] }[] {
  if (!PUBLISHED_PRESENT) return [];
  return readdirSync(ROOT)
    .sort()
    .map((folder) => ({ folder, files: filesUnder(join(ROOT, folder)) }));
}

function filesUnder(root: string): MarketplaceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

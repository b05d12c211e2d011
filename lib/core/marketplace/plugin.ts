import * as z from 'zod';
import { MOST } from './draft.ts';
import { asList } from './files.ts';
import { cut, readVersion } from './text.ts';

const text = z.string().optional().catch(undefined);
const words = z
  .unknown()
  .optional()
  .transform((value) => asList(value).filter((one) => typeof one === 'string'));

/** What a marketplace entry and a plugin.json have in common. Unknown keys are kept for `hooks`. */
export const pluginSchema = z.looseObject({
  displayName: text,
  description: text,
  version: z.union([z.string(), z.number()]).optional().catch(undefined),
  author: z
    .union([z.string(), z.object({ name: z.string() }).transform((author) => author.name)])
    .optional()
    .catch(undefined),
  category: text,
  license: text,
  keywords: words,
  tags: words,
});
export type Plugin = z.infer<typeof pluginSchema>;

/** A plugin's words, put together from its entry and its plugin.json. */
export interface PluginTexts {
  readonly title: string;
  readonly description: string;
  readonly keywords: string[];
  readonly version?: string;
  readonly author?: string;
  readonly license?: string;
  readonly notes: string[];
}

/** "plugin.json wins for version"; the marketplace's own description is the one it is found by. */
export function mergeTexts(name: string, entry: Plugin, manifest: Plugin | undefined): PluginTexts {
  const notes: string[] = [];
  const { version, note } = readVersion(manifest?.version ?? entry.version);
  if (note) notes.push(note);
  if (differ(entry.version, manifest?.version)) {
    notes.push(
      `The marketplace says version ${entry.version}; its plugin.json says ${manifest?.version} and wins.`,
    );
  }
  if (differ(entry.description, manifest?.description)) {
    notes.push("Its plugin.json describes it in other words; the marketplace's are kept.");
  }
  const description = entry.description || manifest?.description || '';
  if (description.length > MOST.description) {
    notes.push(`Its description is cut at ${MOST.description} characters.`);
  }
  const author = manifest?.author ?? entry.author;
  const license = (manifest?.license ?? entry.license)?.trim();
  return {
    title: cut(entry.displayName || manifest?.displayName || name, MOST.title),
    description: cut(description, MOST.description),
    keywords: keywordsOf([entry, ...(manifest ? [manifest] : [])]),
    ...(version ? { version } : {}),
    ...(author ? { author: cut(author, 200) } : {}),
    ...(license ? { license: cut(license, 200) } : {}),
    notes,
  };
}

function differ(a: string | number | undefined, b: string | number | undefined): boolean {
  return a !== undefined && b !== undefined && String(a).trim() !== String(b).trim();
}

function keywordsOf(plugins: readonly Plugin[]): string[] {
  const all = plugins.flatMap(({ keywords, tags, category }) => [
    ...keywords,
    ...tags,
    category ?? '',
  ]);
  const cleaned = all.map((word) => cut(word.trim(), MOST.keyword)).filter((word) => word !== '');
  return [...new Set(cleaned)].slice(0, MOST.keywords);
}

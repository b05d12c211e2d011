import * as z from 'zod';
import { type Folder, joinPath } from './files.ts';
import { cut } from './text.ts';

/** Where a plugin's files are: in this folder, somewhere else, or nowhere that may be read. */
export type Source =
  | { readonly kind: 'here'; readonly at: string; readonly source: string }
  | { readonly kind: 'elsewhere'; readonly source: string; readonly revision?: string }
  | { readonly kind: 'bad'; readonly why: string };

const text = z.string().optional().catch(undefined);
const remoteSchema = z.object({
  source: text,
  url: text,
  repo: text,
  package: text,
  path: text,
  ref: text,
  sha: text,
  sha256: text,
  version: text,
  registry: text,
});

/**
 * Where a plugin's files are, as its marketplace writes it: in this folder, elsewhere, or nowhere.
 */
export function readSource(written: unknown, folder: Folder, pluginRoot: string): Source {
  if (typeof written === 'string') {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(written)
      ? { kind: 'elsewhere', source: safeAddress(written) }
      : readPath(written, folder, pluginRoot);
  }
  const remote = remoteSchema.safeParse(written);
  if (!remote.success) return { kind: 'bad', why: 'It does not say where its files are.' };
  const { url, repo, path, ref, sha, sha256, version } = remote.data;
  const base = url ? safeAddress(url) : (repo ?? remote.data.package);
  if (!base) return { kind: 'bad', why: 'Its source names no repository, package or address.' };
  const revision = sha ?? sha256 ?? ref ?? version;
  const source = cut(path ? `${base}#${path}` : base, 500);
  return { kind: 'elsewhere', source, ...(revision ? { revision: cut(revision, 100) } : {}) };
}

/** `metadata.pluginRoot` is put before a relative source; where only the plain path exists, that is meant. */
function readPath(written: string, folder: Folder, pluginRoot: string): Source {
  const rooted = joinPath(pluginRoot, written);
  const plain = joinPath(written);
  if (rooted === undefined || plain === undefined) {
    return {
      kind: 'bad',
      why: `Its source "${cut(written, 100)}" leaves the marketplace's folder.`,
    };
  }
  const at = !hasFiles(folder, rooted) && hasFiles(folder, plain) ? plain : rooted;
  return { kind: 'here', at, source: cut(`./${at}`, 500) };
}

function hasFiles(folder: Folder, at: string): boolean {
  if (at === '') return true;
  return [...folder.keys()].some((path) => path.startsWith(`${at}/`));
}

/** An address as written, but for credentials before the host and anything after a `?`. */
function safeAddress(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//').replace(/[?#].*$/, '');
}

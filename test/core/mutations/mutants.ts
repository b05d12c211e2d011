import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What is taken out of a module, and the law that has to notice. */
export interface Removal<M> {
  /** The field of the rule, or the part of the decision, that is not held to any more. */
  readonly field: string;
  /** Stands once in the source. */
  readonly find: string;
  readonly put: string;
  /** True while the module holds to it. */
  readonly law: (module: M) => boolean;
}

const CORE = new URL('../../../lib/core/', import.meta.url);

/** A copy of a module of `lib/core` with `find` replaced, or as it is; its imports are the real ones. */
export async function mutant(
  file: string,
  change: Pick<Removal<never>, 'find' | 'put'> = { find: '', put: '' },
): Promise<unknown> {
  const source = readFileSync(new URL(file, CORE), 'utf8');
  const { find, put } = change;
  if (find !== '' && source.split(find).length !== 2) {
    throw new Error(`${file} says not once: ${find}`);
  }
  const changed = find === '' ? source : source.replace(find, () => put);
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'));
  const path = join(folder, file);
  writeFileSync(
    path,
    changed.replace(/ from '([^']+)';/g, (_, name) => ` from '${real(name)}';`),
  );
  try {
    return await import(/* @vite-ignore */ pathToFileURL(path).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function real(name: string): string {
  const url = name.startsWith('.') ? new URL(name, CORE).href : import.meta.resolve(name);
  return pathToFileURL(fileURLToPath(url)).href;
}

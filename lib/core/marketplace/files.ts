export interface MarketplaceFile {
  readonly path: string;
  readonly text: string;
}

/** JSON of a file that may be missing or broken. */
export type JsonFile =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'absent' }
  | { readonly kind: 'broken' };

/** The files of a folder by their normal path. */
export type Folder = ReadonlyMap<string, string>;

/** The files by path; those whose path would leave the folder are left out. */
export function folderOf(files: readonly MarketplaceFile[]): Folder {
  const entries = files.flatMap(({ path, text }): [string, string][] => {
    const normal = joinPath(path);
    return normal === undefined ? [] : [[normal, text]];
  });
  return new Map(entries);
}

/** The parts as one relative path without dots; undefined when it would leave the folder. */
export function joinPath(...parts: readonly string[]): string | undefined {
  const steps: string[] = [];
  for (const step of parts.join('/').replaceAll('\\', '/').split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}

/** One JSON file of the folder, with or without a byte order mark. */
export function readJson(folder: Folder, ...parts: readonly string[]): JsonFile {
  const path = joinPath(...parts);
  const text = path === undefined ? undefined : folder.get(path);
  if (text === undefined) return { kind: 'absent' };
  try {
    return { kind: 'json', value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return { kind: 'broken' };
  }
}

/** Whether JSON holds an object: neither null nor a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One thing, many things or none, as a list. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

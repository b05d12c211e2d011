import { MOST } from './draft.ts';
import { asList, type Folder, isObject, readJson } from './files.ts';
import { cut } from './text.ts';

const HOOKS_FILE = 'hooks/hooks.json';

/**
 * What runs without being asked for, or is added to the person's tools: hook events by name,
 * language servers as `lsp:name`, commands as `command:path`. Sorted, each once.
 */
export function readHooks(
  manifests: readonly Readonly<Record<string, unknown>>[],
  folder: Folder,
  at: string | undefined,
): string[] {
  const file = at === undefined ? [] : eventsIn(readFile(folder, at, HOOKS_FILE));
  const declared = manifests.flatMap((manifest) => [
    ...asList(manifest.hooks).flatMap((one) => hookEvents(one, folder, at)),
    ...asList(manifest.lspServers)
      .flatMap((one) => names(one))
      .map((name) => `lsp:${name}`),
    ...asList(manifest.commands)
      .flatMap((one) => names(one))
      .map((name) => `command:${name}`),
  ]);
  const all = [...new Set([...file, ...declared].map((word) => cut(word, MOST.word)))];
  return all
    .filter((word) => word !== '')
    .sort()
    .slice(0, MOST.word);
}

function hookEvents(one: unknown, folder: Folder, at: string | undefined): string[] {
  if (typeof one !== 'string') return eventsIn(one);
  const events = at === undefined ? [] : eventsIn(readFile(folder, at, one));
  return events.length > 0 ? events : [`file:${one}`];
}

/** Event names from `{ "hooks": { Event: … } }` or the bare `{ Event: … }`. */
function eventsIn(value: unknown): string[] {
  const inner = isObject(value) && isObject(value.hooks) ? value.hooks : value;
  return isObject(inner) ? Object.keys(inner).filter((key) => key !== 'description') : [];
}

function readFile(folder: Folder, at: string, path: string): unknown {
  const file = readJson(folder, at, path);
  return file.kind === 'json' ? file.value : undefined;
}

function names(one: unknown): string[] {
  if (typeof one === 'string') return [one];
  return isObject(one) ? Object.keys(one) : [];
}

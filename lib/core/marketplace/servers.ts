import * as z from 'zod';
import { MOST } from './draft.ts';
import { type Address, readCommand, readUrl } from './endpoint.ts';
import { asList, type Folder, isObject, readJson } from './files.ts';

/** One server as a plugin declares it. Header and environment values are never read. */
export interface Server {
  readonly name: string;
  readonly address: Address;
}

export interface ServersReading {
  readonly servers: readonly Server[];
  readonly skipped: readonly { readonly server: string; readonly why: string }[];
  readonly notes: readonly string[];
  /** Set when a declaration cannot be read at all, so that nobody can say what the plugin touches. */
  readonly broken?: string;
}

const definitionSchema = z.object({
  url: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  args: z.array(z.coerce.string()).optional().catch(undefined),
});

const NONE: ServersReading = { servers: [], skipped: [], notes: [] };

/**
 * Everything a plugin declares: its `.mcp.json`, and `mcpServers` as an object, a path or a list of
 * both. `at` is the plugin's folder, undefined when the plugin lies elsewhere; `home` names it.
 */
export function readServers(
  declared: readonly unknown[],
  where: { readonly folder: Folder; readonly at: string | undefined; readonly home: string },
): ServersReading {
  const { folder, at, home } = where;
  const own = at === undefined ? [] : [readFile(folder, at, '.mcp.json', true)];
  const listed = declared.flatMap(asList).map((one) => {
    if (typeof one !== 'string') return readMap(one, 'mcpServers', home);
    if (at === undefined) {
      return {
        ...NONE,
        notes: [`Its servers are listed in ${one}, which lies outside this folder.`],
      };
    }
    return readFile(folder, at, one, false);
  });
  return merge([...own, ...listed]);

  function readFile(files: Folder, base: string, path: string, optional: boolean): ServersReading {
    const file = readJson(files, base, path);
    if (file.kind === 'json') return readMap(file.value, path, home);
    if (file.kind === 'broken') return { ...NONE, broken: `Its ${path} is no JSON.` };
    return optional ? NONE : { ...NONE, notes: [`It names ${path}, which is not there.`] };
  }
}

/** Both shapes found in the wild: `{ "mcpServers": { … } }` and the bare `{ name: { … } }`. */
function readMap(value: unknown, path: string, home: string): ServersReading {
  const inner = isObject(value) && Object.hasOwn(value, 'mcpServers') ? value.mcpServers : value;
  if (!isObject(inner)) return { ...NONE, broken: `Its ${path} holds no list of servers.` };
  const entries = Object.entries(inner).filter(([key]) => !key.startsWith('$'));
  if (entries.length === 0) return { ...NONE, notes: [`Its ${path} lists no servers.`] };
  return merge(entries.map(([name, definition]) => readOne(name, definition, home)));
}

function readOne(name: string, definition: unknown, home: string): ServersReading {
  const parsed = definitionSchema.safeParse(definition);
  const skip = (why: string) => ({ ...NONE, skipped: [{ server: name, why }] });
  if (!parsed.success) return skip('It is no server definition.');
  const { url, command, args = [] } = parsed.data;
  const empty = url?.trim() === '';
  if (empty && !command) return skip('Its address is empty.');
  if (!url && !command) return skip('It has neither an address nor a command.');
  const address = url && !empty ? readUrl(url) : readCommand([command ?? '', ...args], home);
  if (!address) return skip('Its address is neither a web address nor a command.');
  if (address.endpoint.length > MOST.word) {
    return skip(`Its address is longer than ${MOST.word} characters.`);
  }
  const notes = address.hidden
    ? [`Part of the address of "${name}" was left out, because it may hold a secret.`]
    : [];
  return { servers: [{ name, address }], skipped: [], notes };
}

function merge(readings: readonly ServersReading[]): ServersReading {
  const broken = readings.find((reading) => reading.broken)?.broken;
  return {
    servers: readings.flatMap((reading) => reading.servers),
    skipped: readings.flatMap((reading) => reading.skipped),
    notes: readings.flatMap((reading) => reading.notes),
    ...(broken ? { broken } : {}),
  };
}

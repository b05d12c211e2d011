import { asExported, PLACE } from '../exported.ts';
import { keepForeign, without } from '../foreign.ts';
import { deceit } from '../look-alike.ts';
import { type ComponentDraft, emptySurface, MOST } from '../marketplace/draft.ts';
import { isObject } from '../marketplace/files.ts';
import { readRemote } from '../marketplace/remote.ts';
import { cut, readVersion, slug } from '../marketplace/text.ts';
import { type McpPackage, packageEndpoint } from './address.ts';
import { META, type Row, type Server } from './server.ts';

/** Where a server's name is at home, when its file does not say: names there are the same everywhere. */
const HOME = 'modelcontextprotocol/registry';
const MOST_ENDPOINTS = 40;

export type DraftReading =
  | { readonly kind: 'draft'; readonly draft: ComponentDraft; readonly notes: readonly string[] }
  | { readonly kind: 'skip'; readonly why: string };

/** The connector that a server is. */
export function connectorOf(row: Row): DraftReading {
  const { server, official } = row;
  const named = nameOf(server);
  if (named.kind === 'skip') return named;
  const status = statusOf(server, official);
  if (status.kind === 'skip') return status;
  const places = placesOf(server);
  const { version, note } = readVersion(server.version);
  const texts = textsOf(server, named.name);
  const keeping = keepForeign('mcp', { server: keptOf(row), official: row.official });
  const tools = [...new Set(server.tools.map((tool) => cut(tool, MOST.word)))].filter(Boolean);
  const surface = {
    ...emptySurface(),
    systems: places.systems.length > 0 ? places.systems : [named.name],
    tools: tools.slice(0, 200),
    endpoints: places.endpoints,
  };
  const drafted: ComponentDraft = {
    ...{ kind: 'connector', name: named.name, ...texts.words, surface, uses: [] },
    ...(version === undefined ? {} : { version }),
    origin: originOf(server),
    ...(status.lifecycle ? { lifecycle: status.lifecycle } : {}),
    ...(server.license?.trim() ? { terms: { license: cut(server.license.trim(), 200) } } : {}),
    ...(keeping.foreign ? { foreign: keeping.foreign } : {}),
  };
  const said = asExported(drafted, row.publisher[PLACE]);
  if (places.endpoints.length === 0 && !said.draft.exported) {
    const why = 'It names neither an address nor a package, so nobody could say what it is.';
    return { kind: 'skip', why: places.why ?? why };
  }
  const notes = [
    ...named.notes,
    ...texts.notes,
    ...(note && said.draft.exported === undefined ? [note] : []),
    ...places.notes,
    ...(places.why ? [places.why] : []),
    ...(tools.length > 200 ? [`It has ${tools.length} tools; the first 200 are kept.`] : []),
    ...status.notes,
    ...keeping.notes,
    ...said.notes,
  ];
  return { kind: 'draft', draft: said.draft, notes };
}

type Skip = { readonly kind: 'skip'; readonly why: string };

/** `io.github.someone/their-server` → `io.github.someone-their-server`: the same wherever it comes from. */
function nameOf({ name: written }: Server): Skip | { kind: 'name'; name: string; notes: string[] } {
  if (written.trim() === '') return { kind: 'skip', why: 'It has no name.' };
  const deceiving = deceit(written);
  if (deceiving) return { kind: 'skip', why: `Its name ${deceiving}.` };
  const name = slug(written.trim());
  if (name === undefined)
    return { kind: 'skip', why: 'Its name cannot be written as a registry name.' };
  const longer = written.trim().length > 80 ? ['Its name was cut at 80 characters.'] : [];
  return { kind: 'name', name, notes: longer };
}

function statusOf(
  server: Server,
  official: Row['official'],
): Skip | { kind: 'taken'; lifecycle?: 'deprecated'; notes: string[] } {
  const written = typeof official.status === 'string' ? official.status : server.status;
  const said = official.statusMessage;
  const because =
    typeof said === 'string' && said.trim() !== '' ? `: ${cut(said.trim(), 200)}` : '.';
  switch (written?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'active':
      return { kind: 'taken', notes: [] };
    case 'deprecated':
    case 'archived':
      return {
        kind: 'taken',
        lifecycle: 'deprecated',
        notes: [`Its source calls it ${written}${because}`],
      };
    case 'deleted':
      return { kind: 'skip', why: `It was deleted at its source${because}` };
    default:
      return {
        kind: 'taken',
        notes: [`Its status "${cut(written ?? '', 60)}" is not known here.`],
      };
  }
}

interface Places {
  readonly endpoints: string[];
  readonly systems: string[];
  readonly notes: string[];
  /** Why one of its places was left out. */
  readonly why?: string;
}

/** Every remote and package that it can be reached by, remotes first. */
function placesOf(server: Server): Places {
  const remotes = server.remotes.map(({ url }) => readRemote(url));
  const packages = server.packages.flatMap((one) => packageIn(one) ?? []);
  const images = server.image?.trim() ? [`docker ${server.image.trim()}`] : [];
  const all = [
    ...remotes.flatMap(({ endpoint }) => endpoint ?? []),
    ...packages.map(packageEndpoint),
    ...images,
  ];
  const endpoints = [...new Set(all)].filter((one) => one.length <= MOST.word);
  const why =
    remotes.find((one) => one.why)?.why ??
    (endpoints.length < new Set(all).size
      ? `One of its addresses is longer than ${MOST.word} characters and was left out.`
      : undefined);
  return {
    endpoints: endpoints.slice(0, MOST_ENDPOINTS),
    systems: [...new Set(remotes.flatMap(({ host }) => host ?? []))].map((one) =>
      cut(one, MOST.word),
    ),
    notes: [...new Set(remotes.flatMap(({ note }) => note ?? []))],
    ...(why ? { why } : {}),
  };
}

function packageIn(one: Server['packages'][number]): McpPackage | undefined {
  const identifier = (one.identifier ?? one.name ?? '').trim();
  if (identifier === '' || /\s/.test(identifier)) return undefined;
  const registryType = (one.registryType ?? one.registry_name ?? one.registry ?? '').trim();
  const remote = /^https?:/.test(identifier) ? readRemote(identifier).endpoint : identifier;
  return remote ? { registryType, identifier: remote, version: one.version?.trim() } : undefined;
}

function textsOf(server: Server, name: string) {
  const description = (server.description ?? '').trim();
  const title = server.title?.trim() || server.name.trim();
  const deceiving = deceit(title);
  const words = [...server.tags, server.category ?? ''].map((one) => cut(one.trim(), MOST.keyword));
  return {
    words: {
      title: cut(deceiving ? name : title, MOST.title),
      description: cut(description, MOST.description),
      keywords: [...new Set(['mcp', ...words])].filter(Boolean).slice(0, MOST.keywords),
    },
    notes: [
      ...(deceiving ? [`Its title ${deceiving}. Its name stands instead.`] : []),
      ...(description === '' ? ['It has no description.'] : []),
      ...(description.length > MOST.description
        ? [`Its description is cut at ${MOST.description} characters.`]
        : []),
    ],
  };
}

function originOf(server: Server): ComponentDraft['origin'] {
  const { repository, commit } = server;
  const at = isObject(repository) ? repository.url : repository;
  const source = typeof at === 'string' ? readRemote(at).endpoint : undefined;
  return {
    // The day a list was collected makes it no other list.
    marketplace: cut(server.collection?.split('@')[0]?.trim() || HOME, 200),
    ...(source ? { source: cut(source, 500) } : {}),
    ...(typeof commit === 'string' && commit ? { revision: cut(commit, 100) } : {}),
  };
}

/** The file as it was, but for what our own exports write anew. */
function keptOf({ raw, publisher }: Row): Readonly<Record<string, unknown>> {
  const { _meta: meta } = raw;
  if (!isObject(meta)) return raw;
  const rest = without(publisher, [PLACE]);
  const others = without(meta, [META.official, META.publisher]);
  const kept = { ...others, ...(Object.keys(rest).length > 0 ? { [META.publisher]: rest } : {}) };
  return { ...without(raw, ['_meta']), ...(Object.keys(kept).length > 0 ? { _meta: kept } : {}) };
}

import * as z from 'zod';
import type { Kind } from '../component.ts';
import { asExported } from '../exported.ts';
import { keepForeign, without } from '../foreign.ts';
import { deceit } from '../look-alike.ts';
import { type ComponentDraft, emptySurface, MOST } from '../marketplace/draft.ts';
import { isObject } from '../marketplace/files.ts';
import { readRemote } from '../marketplace/remote.ts';
import { cut, readVersion, slug } from '../marketplace/text.ts';
import { ANNOTATION } from './entity.ts';

const text = z.string().optional().catch(undefined);
const words = z
  .array(z.unknown())
  .optional()
  .catch(undefined)
  .transform((all) => (all ?? []).filter((one) => typeof one === 'string'));

export const entitySchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: text,
    title: text,
    description: text,
    tags: words,
    annotations: z.record(z.string(), z.unknown()).optional().catch(undefined),
  }),
  spec: z
    .looseObject({
      type: text,
      lifecycle: text,
      owner: text,
      dependsOn: words,
      consumesApis: words,
      remotes: z
        .array(z.looseObject({ url: text }))
        .optional()
        .catch(undefined),
    })
    .optional(),
});
type Written = z.infer<typeof entitySchema>;

const TYPES: Readonly<Record<string, Kind>> = {
  'api mcp-server': 'connector',
  'component mcp-server': 'connector',
  'airesource skill': 'skill',
  'component skill': 'skill',
  'component ai-skill': 'skill',
  'component plugin': 'plugin',
  'component ai-plugin': 'plugin',
  'component block': 'block',
  'component ai-block': 'block',
};

/** An entity as a draft, with the entities that it says it needs. */
export interface EntityReading {
  readonly draft: ComponentDraft;
  readonly refs: readonly string[];
  readonly notes: readonly string[];
}

/** The draft an entity is, or why it is none. */
export function readEntity(value: unknown, catalog: string): EntityReading | string {
  const parsed = entitySchema.safeParse(value);
  if (!parsed.success) return 'It is no entity: one has "kind" and "metadata" with a "name".';
  const { kind, metadata, spec } = parsed.data;
  const type = (spec?.type ?? '').trim().toLowerCase();
  const ours = TYPES[`${kind.toLowerCase()} ${type}`];
  if (ours === undefined) return elsewhere(kind, type);
  const deceiving = deceit(metadata.name);
  if (deceiving) return `Its name ${deceiving}.`;
  const name = slug(recordedName(metadata.annotations, ours) ?? metadata.name);
  if (name === undefined) return 'Its name cannot be written as a registry name.';
  return draftOf(parsed.data, { kind: ours, name, catalog, raw: value });
}

/** Names there are shorter than ours. */
function recordedName(annotations: Written['metadata']['annotations'], kind: Kind) {
  const id = annotations?.[ANNOTATION.id];
  return typeof id === 'string' && id.startsWith(`${kind}/`)
    ? id.slice(kind.length + 1)
    : undefined;
}

function elsewhere(kind: string, type: string): string {
  switch (kind.toLowerCase()) {
    case 'group':
      return 'Teams come in with "yardmaster team import".';
    case 'user':
      return 'People are those of Slack, so nobody is imported.';
    case 'location':
      return 'It only names another file. Import that one.';
    case 'component':
      if (type === 'ai-workflow') {
        return 'Workflows are registered with their manifest, or come in with "yardmaster import workflows".';
      }
  }
  const shown = cut(type === '' ? kind : `${kind} of type ${type}`, 100);
  return `${shown} is nothing that the registry holds: it takes API mcp-server, AiResource skill, and Component ai-plugin, ai-block, skill or mcp-server.`;
}

interface Place {
  readonly kind: Kind;
  readonly name: string;
  readonly catalog: string;
  readonly raw: unknown;
}

function draftOf(
  { metadata, spec }: Written,
  { kind, name, catalog, raw }: Place,
): EntityReading | string {
  const annotations = metadata.annotations ?? {};
  const places = (spec?.remotes ?? []).map(({ url = '' }) => readRemote(url));
  const endpoints = [...new Set(places.flatMap(({ endpoint }) => endpoint ?? []))];
  const record = annotations[ANNOTATION.record];
  const said = record === undefined ? undefined : parsed(record);
  const written = annotations[ANNOTATION.version];
  const { version, note } = readVersion(typeof written === 'string' ? written : undefined);
  const title = metadata.title?.trim() || metadata.name;
  const description = (metadata.description ?? '').trim();
  const hosts = [...new Set(places.flatMap(({ host }) => host ?? []))];
  const keeping = keepForeign('backstage', { entity: keptOf(raw) });
  const deceiving = deceit(title);
  const drafted: ComponentDraft = {
    ...{ kind, name, title: cut(deceiving ? name : title, MOST.title) },
    description: cut(description, MOST.description),
    keywords: metadata.tags.map((tag) => cut(tag.trim(), MOST.keyword)).slice(0, MOST.keywords),
    ...(version === undefined ? {} : { version }),
    surface: {
      ...emptySurface(),
      systems: kind === 'connector' ? (hosts.length > 0 ? hosts : [name]) : [],
      endpoints: kind === 'connector' ? endpoints.filter((one) => one.length <= MOST.word) : [],
    },
    uses: [],
    origin: { marketplace: catalog },
    ...(spec?.lifecycle?.toLowerCase() === 'deprecated'
      ? { lifecycle: 'deprecated' as const }
      : {}),
    ...(keeping.foreign ? { foreign: keeping.foreign } : {}),
  };
  const exported = asExported(drafted, said);
  if (kind === 'connector' && endpoints.length === 0 && !exported.draft.exported) {
    const why = places.find((one) => one.why)?.why;
    return `${why ?? 'It has no remotes.'} Nobody could say what it reaches. Write spec.remotes with a type and a url.`;
  }
  const owner = spec?.owner
    ? [`Its owner there is ${cut(spec.owner, 100)}; what is imported belongs to the platform team.`]
    : [];
  return {
    draft: exported.draft,
    refs: [...new Set([...(spec?.dependsOn ?? []), ...(spec?.consumesApis ?? [])])],
    notes: [
      ...(note ? [note] : []),
      ...(description.length > MOST.description
        ? [`Its description is cut at ${MOST.description} characters.`]
        : []),
      ...(deceiving ? [`Its title ${deceiving}. Its name stands instead.`] : []),
      ...places.flatMap((one) => one.why ?? one.note ?? []),
      ...owner,
      ...keeping.notes,
      ...exported.notes,
    ],
  };
}

function parsed(record: unknown): unknown {
  if (typeof record !== 'string') return record;
  try {
    return JSON.parse(record);
  } catch {
    return record;
  }
}

/** The entity as it was, but for what exports write anew. */
function keptOf(raw: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(raw) || !isObject(raw.metadata)) return {};
  const { metadata } = raw;
  const { annotations } = metadata;
  if (!isObject(annotations)) return raw;
  const rest = without(annotations, Object.values(ANNOTATION));
  return { ...raw, metadata: { ...metadata, annotations: rest } };
}

import {
  type ComparedSource,
  type Comparison,
  comparedSourceSchema,
  compareSource,
  itemText,
  type Known,
  type LookAlike,
  type SeenItem,
  type SourceKind,
  seenSchema,
} from '../core/estate-source.ts';
import { toHex } from '../core/hash.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { suggestName } from '../core/reuse.ts';
import { listedUnder, SOURCES } from '../store/indexes.ts';
import { partKey, type Subject } from '../store/keys.ts';
import { readAll, readHead, readPart } from '../store/read.ts';
import { attempt, type Step } from './attempt.ts';
import type { Catalog } from './catalog-index.ts';
import type { Deps } from './deps.ts';
import { listDiscovered } from './discovered.ts';
import { mayNotHere } from './standing.ts';

export interface Discovering {
  readonly kind: SourceKind;
  /** What people call the source; the same name is the same source the next time. */
  readonly name: string;
  /** All that it holds now: what is missing here has vanished. */
  readonly items: readonly SeenItem[];
  /** Refs of what is there and could not be read. */
  readonly unread?: readonly string[] | undefined;
}

export interface Discovery extends Comparison {
  readonly kind: 'compared';
  readonly source: ComparedSource;
  readonly lookAlikes: readonly LookAlike[];
}

/** Alike enough to be worth a look: half of what a twin reaches. */
const ALIKE = 0.35;

/**
 * "`yardmaster discover` compares what it is given with the registry and reports unregistered,
 * vanished, and look-alikes." The comparison is kept, so that the next one knows what vanished and
 * the oversight export knows what was compared when.
 */
export async function discover(
  deps: Deps,
  by: PersonKey,
  { kind, name: called, items, unread }: Discovering,
): Promise<Discovery | Refusal<'not-allowed' | 'bad-name'>> {
  const refusal = await mayNotHere(deps, 'import-estate', by);
  if (refusal) return refusal;
  const name = suggestName(called);
  if (name === '') return refuse('bad-name', 'Give the source a name with letters or digits.');
  const catalog = await deps.catalog.load();
  const known = await knownTo(deps, catalog);
  const now = { kind, name, items, unread };
  const subject = `source/${kind}:${name}` as const;
  return attempt(deps, async (): Promise<Step<Discovery>> => {
    const [head, before] = await Promise.all([
      readHead(deps.store, subject, comparedSourceSchema),
      readPart(deps.store, partKey(subject, 'SEEN'), seenSchema),
    ]);
    const { seen, ...found } = compareSource(now, known, before?.state, (ref) => short(deps, ref));
    const lookAlikes = await alikeOf(catalog, found.unregistered);
    const counts = {
      seen: items.length,
      unregistered: found.unregistered.length,
      vanished: found.vanished.length,
      lookAlikes: lookAlikes.length,
    };
    const source = { kind, name, comparedAt: deps.now(), by, counts };
    const change = sourceChange(subject, source);
    return {
      kind: 'write',
      value: { kind: 'compared', source, ...found, lookAlikes },
      write: {
        changes: [{ ...change, from: head?.chain }],
        puts: [{ ...partKey(subject, 'SEEN'), kind: 'seen', data: seen }],
      },
    };
  });
}

function sourceChange(subject: Subject, source: ComparedSource) {
  const { counts, by, comparedAt: at } = source;
  return {
    subject,
    state: source,
    index: listedUnder(SOURCES, subject),
    event: {
      kind: 'source.compared',
      at,
      actor: { kind: 'person' as const, id: by },
      data: { ...counts },
    },
  };
}

/** Every source that was ever compared, by kind and name. */
export async function comparedSources(deps: Deps): Promise<ComparedSource[]> {
  const heads = await readAll(deps.store, {
    index: 'list',
    partition: SOURCES,
    schema: comparedSourceSchema,
  });
  return heads.map((head) => head.state);
}

async function knownTo(deps: Deps, { workflows, components }: Catalog): Promise<Known> {
  const discovered = await listDiscovered(deps);
  return {
    workflows: new Set([...workflows.keys(), ...discovered.map((entry) => entry.id)]),
    components: new Set(components.keys()),
  };
}

/** "Name or purpose near an existing workflow or component": the nearest one of each. */
async function alikeOf(catalog: Catalog, items: readonly SeenItem[]): Promise<LookAlike[]> {
  const index = await catalog.index();
  return items.flatMap((item): LookAlike[] => {
    const [best] = index.similar(itemText(item), { limit: 1 });
    return best && best.score >= ALIKE ? [{ item, like: best.id, why: best.why }] : [];
  });
}

function short(deps: Deps, ref: string): string {
  return toHex(deps.sha(ref)).slice(0, 16);
}

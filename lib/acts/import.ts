import type { AuditActor, ChainHead } from '../core/audit.ts';
import { type Component, componentSchema, releaseSchema } from '../core/component.ts';
import { toHex } from '../core/hash.ts';
import {
  decideImport,
  draftId,
  type Held,
  type ImportContext,
  type ImportDecision,
  idsToRead,
  type Placed,
} from '../core/import-plan.ts';
import type { ComponentDraft } from '../core/marketplace.ts';
import type { PersonKey } from '../core/people.ts';
import { sharedWords } from '../core/release-checks.ts';
import { findCycle } from '../core/release-cycle.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { foreignItem, readForeign } from '../store/foreign.ts';
import { COMPONENTS, listedUnder } from '../store/indexes.ts';
import { componentSubject, releaseKey } from '../store/keys.ts';
import { readHead, readPart } from '../store/read.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { looksOf } from './import-looks.ts';
import { publishWrite } from './publish-write.ts';
import { releasesOf } from './register.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

export interface ImportedDraft {
  /** What the draft is called at its source: `plugin/reply-drafter`. */
  readonly draft: string;
  readonly decision: Published;
}

type Published = ImportDecision | Refusal<'cycle'>;

export interface Importing {
  readonly drafts: readonly ComponentDraft[];
  /** What became of drafts that came in earlier calls of the same import. */
  readonly placed?: Placed;
}

/**
 * Publishes drafts one by one, in their order, each in a transaction of its own: an import that
 * stops half-way is simply run again. Imported components belong to the platform team and are shared.
 */
export async function importComponents(
  deps: Deps,
  person: PersonKey,
  { drafts, placed }: Importing,
): Promise<{ kind: 'imported'; results: readonly ImportedDraft[] } | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'import', person);
  if (refusal) return refusal;
  const { platformTeam } = await loadOrganisation(deps);
  const context = { team: platformTeam, visibility: 'shared' as const, sha: deps.sha };
  const known = new Map(await existing(deps, placed));
  const beside = [...(await deps.catalog.load()).components.values()];
  const looks = await looksOf(deps);
  const results: ImportedDraft[] = [];
  for (const draft of drafts) {
    const actor = { kind: 'person' as const, id: person };
    const decided = await publishDraft(deps, draft, { actor, placed: known, context });
    const like = decided.kind === 'publish' ? looks(decided.component) : undefined;
    const decision =
      like && decided.kind === 'publish'
        ? { ...decided, notes: [...decided.notes, like] }
        : decided;
    if (decision.kind !== 'refused') {
      known.set(draftId(draft), { id: decision.id, version: decision.version });
    }
    results.push({ draft: draftId(draft), decision: withSharedWords(decision, beside) });
    if (decision.kind === 'publish') beside.push(decision.component);
  }
  return { kind: 'imported', results };
}

/** Words that tell nothing apart are taken as they are, and said. */
function withSharedWords(decision: Published, beside: readonly Component[]): Published {
  if (decision.kind !== 'publish') return decision;
  return { ...decision, notes: [...decision.notes, ...sharedWords(decision.component, beside)] };
}

/** Of what the caller says became of earlier drafts, that which really is in the registry. */
async function existing(
  deps: Deps,
  placed: Placed | undefined,
): Promise<[string, { id: string; version: string }][]> {
  const claims = [...(placed ?? [])];
  const found = await Promise.all(
    claims.map(([, { id, version }]) =>
      readPart(deps.store, releaseKey(id, version), releaseSchema),
    ),
  );
  return claims.filter((_, index) => found[index] !== undefined);
}

export interface Publishing {
  readonly actor: AuditActor;
  readonly placed: Placed;
  readonly context: ImportContext;
}

/** Decides on one draft against the registry as it is now, and publishes what it leads to. */
export async function publishDraft(
  deps: Deps,
  draft: ComponentDraft,
  publishing: Publishing,
): Promise<Published> {
  const { placed, context } = publishing;
  return attempt(deps, async (): Promise<Step<Published>> => {
    const chains = new Map<string, ChainHead>();
    const held = new Map<string, Held>();
    for (const id of idsToRead(draft)) {
      const head = await readHead(deps.store, componentSubject(id), componentSchema);
      if (!head) continue;
      chains.set(id, head.chain);
      held.set(id, { component: head.state, releases: await releasesOf(deps, id) });
    }
    const decision = decideImport(draft, held, placed, context);
    const { actor } = publishing;
    if (decision.kind === 'refused') return done(decision);
    const from = chains.get(decision.id);
    if (decision.kind === 'unchanged') {
      const component = held.get(decision.id)?.component;
      const write =
        from && component && decision.own
          ? await describedWrite(deps, draft, { from, actor, component, version: decision.version })
          : undefined;
      return write ? { kind: 'write', write, value: decision } : done(decision);
    }
    const circle = await circleOf(deps, decision);
    if (circle) return done(circle);
    const write = publishWrite(deps, decision, { from, actor });
    const puts = [...(write.puts ?? []), ...keptItems(draft, decision)];
    return { kind: 'write', write: { ...write, puts }, value: decision };
  });
}

function keptItems({ foreign }: ComponentDraft, { id, version }: { id: string; version: string }) {
  return foreign ? [foreignItem({ component: id, version }, foreign)] : [];
}

/** The same release, of which its source says something else now: no part of what it may touch. */
async function describedWrite(
  deps: Deps,
  { foreign }: ComponentDraft,
  here: {
    readonly from: ChainHead;
    readonly actor: AuditActor;
    readonly component: Component;
    readonly version: string;
  },
): Promise<Write | undefined> {
  if (!foreign) return undefined;
  const { from, actor, component, version } = here;
  const of = { component: component.id, version };
  const text = JSON.stringify([foreign.dialect, foreign.kept]);
  const held = await readForeign(deps.store, of);
  if (held && JSON.stringify([held.dialect, held.kept]) === text) return undefined;
  const data = { version, digest: toHex(deps.sha(text)) };
  const event = { kind: 'release.described', at: deps.now(), actor, data };
  const subject = componentSubject(component.id);
  const index = listedUnder(COMPONENTS, component.id);
  return {
    changes: [{ subject, from, state: component, index, event }],
    puts: [foreignItem(of, foreign)],
  };
}

/** Two plugins that would use each other: whoever was published first keeps its pin. */
async function circleOf(
  deps: Deps,
  { id, release }: Extract<ImportDecision, { kind: 'publish' }>,
): Promise<Refusal<'cycle'> | undefined> {
  // Nothing uses a thing before its first version, and connectors use nothing.
  if (release.uses.every((pin) => pin.kind === 'connector')) return undefined;
  const way = await findCycle(release, (component) => releasesOf(deps, component));
  if (!way) return undefined;
  return refuse(
    'cycle',
    `${id} would use itself: ${way.slice(0, 6).join(', ')}${way.length > 6 ? ', …' : ''}. Take one of the dependencies out at its source.`,
  );
}

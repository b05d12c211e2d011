import type { AuditActor, ChainHead } from '../core/audit.ts';
import { type Component, componentId, componentSchema, releaseSchema } from '../core/component.ts';
import {
  candidateIds,
  decideImport,
  draftId,
  type Held,
  type ImportContext,
  type ImportDecision,
  type Placed,
} from '../core/import-plan.ts';
import type { ComponentDraft } from '../core/marketplace.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { uponItem } from '../store/edges.ts';
import { COMPONENTS, listedUnder } from '../store/indexes.ts';
import { componentSubject, releaseKey } from '../store/keys.ts';
import { readHead, readPart } from '../store/read.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { releasesOf } from './register.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

export interface ImportedDraft {
  /** What the draft is called at its source: `plugin/reply-drafter`. */
  readonly draft: string;
  readonly decision: ImportDecision;
}

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
  const results: ImportedDraft[] = [];
  for (const draft of drafts) {
    const actor = { kind: 'person' as const, id: person };
    const decision = await publishDraft(deps, draft, { actor, placed: known, context });
    if (decision.kind !== 'refused') {
      known.set(draftId(draft), { id: decision.id, version: decision.version });
    }
    results.push({ draft: draftId(draft), decision });
  }
  return { kind: 'imported', results };
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
): Promise<ImportDecision> {
  const { placed, context } = publishing;
  return attempt(deps, async (): Promise<Step<ImportDecision>> => {
    const chains = new Map<string, ChainHead>();
    const held = new Map<string, Held>();
    for (const id of candidateIds(draft)) {
      const head = await readHead(deps.store, componentSubject(id), componentSchema);
      if (!head) continue;
      chains.set(id, head.chain);
      held.set(id, { component: head.state, releases: await releasesOf(deps, id) });
    }
    const decision = decideImport(draft, held, placed, context);
    if (decision.kind !== 'publish') return done(decision);
    const write = publishWrite(deps, decision, {
      from: chains.get(decision.id),
      actor: publishing.actor,
    });
    return { kind: 'write', write, value: decision };
  });
}

function publishWrite(
  deps: Deps,
  decision: ImportDecision & { kind: 'publish' },
  by: { from: ChainHead | undefined; actor: AuditActor },
): Write {
  const { id, version, component, release } = decision;
  const at = deps.now();
  const stored = { ...release, lifecycle: 'active', publishedAt: at, publishedBy: by.actor.id };
  const data = { version, fingerprint: release.fingerprint };
  const event = { kind: 'release.published', at, actor: by.actor, data };
  const state: Component = component;
  return {
    changes: [
      {
        subject: componentSubject(id),
        from: by.from,
        state,
        index: listedUnder(COMPONENTS, id),
        event,
      },
    ],
    creates: [{ ...releaseKey(id, version), kind: 'release', data: stored }],
    puts: release.uses.map(({ kind, name, range }) =>
      uponItem(componentId(kind, name), { component: id, version, range }),
    ),
  };
}

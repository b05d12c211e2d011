import { search } from '../acts/find.ts';
import { type ImportedDraft, importComponents } from '../acts/import.ts';
import { successShown } from '../acts/outcomes.ts';
import { releasesOf } from '../acts/register.ts';
import {
  findOperation,
  getComponentOperation,
  type ImportedAnswer,
  importOperation,
} from '../contract/catalog.ts';
import type { Component, Release } from '../core/component.ts';
import type { Success } from '../core/outcomes.ts';
import { useOf } from '../core/promotion/use.ts';
import { refuse } from '../core/result.ts';
import { newestFirst } from '../core/version.ts';
import { mayNotFind } from './editor.ts';
import { servePerson, servePersonOrCi } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 10;

/** Finding, reading and importing components. */
export function serveCatalog(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, findOperation, async ({ caller, query }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const found = await search(deps, query.q, query.limit ?? USUAL);
    return answer({ found: [...found] });
  });
  serveComponent(door);
  servePerson(door, importOperation, async ({ caller, body }) => {
    const { drafts, placed = [] } = body;
    const earlier = new Map(placed.map(({ draft, id, version }) => [draft, { id, version }]));
    const outcome = await importComponents(deps, caller, { drafts, placed: earlier });
    if (outcome.kind === 'refused') return outcome;
    return answer({ results: outcome.results.map(importedView) });
  });
}

function serveComponent(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, getComponentOperation, async ({ caller, params }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const id = `${params.kind}/${params.name}`;
    const { components, workflows } = await deps.catalog.load();
    const component = components.get(id);
    if (!component) return refuse('no-component', `There is no ${id} in the catalog.`);
    const [releases, success] = await Promise.all([
      releasesOf(deps, id),
      successShown(deps, component),
    ]);
    const use = useOf(workflows.values(), id);
    return answer({
      ...view(component),
      use: use.workflows,
      use_teams: use.teams,
      ...(success ? { success: successView(success) } : {}),
      releases: newestViews(releases),
    });
  });
}

function successView({ kind: _, ...success }: Success) {
  return success;
}

function view({ derivedFrom, credit, renamedTo, ...component }: Component) {
  return {
    ...component,
    ...(derivedFrom ? { derived_from: derivedFrom } : {}),
    ...(renamedTo ? { renamed_to: renamedTo } : {}),
    ...(credit ? { credit: creditView(credit) } : {}),
  };
}

function creditView({ builtBy, team, reviewedBy, at }: NonNullable<Component['credit']>) {
  const reviewed = reviewedBy === undefined ? {} : { reviewed_by: reviewedBy };
  return { built_by: builtBy, team, ...reviewed, at };
}

function newestViews(releases: readonly Release[]) {
  const order = newestFirst(releases.map((one) => one.version));
  const sorted = order.flatMap((version) => releases.filter((one) => one.version === version));
  return sorted.map(({ publishedAt, publishedBy: _, holders: __, component: ___, ...release }) => ({
    ...release,
    published_at: publishedAt,
  }));
}

function importedView({ draft, decision }: ImportedDraft): ImportedAnswer {
  if (decision.kind === 'refused') {
    return { draft, outcome: 'refused', why: decision.why, say: decision.say, notes: [] };
  }
  const { id, version, notes } = decision;
  const outcome = decision.kind === 'publish' ? 'published' : 'unchanged';
  return { draft, outcome, id, version, notes: [...notes] };
}

import { search } from '../acts/find.ts';
import { type ImportedDraft, importComponents } from '../acts/import.ts';
import { successShown } from '../acts/outcomes.ts';
import { releasesOf } from '../acts/register.ts';
import {
  findOperation,
  getComponentOperation,
  type ImportedAnswer,
  importOperation,
  type ReleaseAnswer,
} from '../contract/catalog.ts';
import type { Component, Release } from '../core/component.ts';
import { insteadOf } from '../core/lifecycle.ts';
import type { Success } from '../core/outcomes.ts';
import { useOf } from '../core/promotion/use.ts';
import { refuse } from '../core/result.ts';
import { newestFirst } from '../core/version.ts';
import { deprecationHeaders } from './deprecation.ts';
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
    const body = {
      ...view(component),
      use: use.workflows,
      use_teams: use.teams,
      ...(success ? { success: successView(success) } : {}),
      releases: newestViews(releases),
    };
    // What is asked about is the component: it is deprecated when the version that stands for it is.
    const stands = releases.find((one) => one.version === component.latest);
    return answer(body, 200, deprecationHeaders(stands, deps.settings.baseUrl));
  });
}

function successView({ kind: _, ...success }: Success) {
  return success;
}

function view({ derivedFrom, credit, renamedTo, endings: _, ...component }: Component) {
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
  return sorted.map(releaseView);
}

/** A version as it stands now. */
export function releaseView(release: Release): ReleaseAnswer {
  const { version, lifecycle, surface, uses, fingerprint, terms, publishedAt } = release;
  const successor = insteadOf(release);
  const ending = endingView(release);
  return {
    ...{ version, lifecycle, surface, uses, fingerprint, terms },
    published_at: publishedAt,
    ...(successor === undefined ? {} : { successor }),
    ...(ending ? { ending } : {}),
  };
}

function endingView({ ending }: Release): ReleaseAnswer['ending'] {
  if (ending?.deprecated === undefined) return undefined;
  const { campaign, deprecated, closes, stops, successor } = ending;
  return { campaign, deprecated, closes, stops, successor };
}

function importedView({ draft, decision }: ImportedDraft): ImportedAnswer {
  if (decision.kind === 'refused') {
    return { draft, outcome: 'refused', why: decision.why, say: decision.say, notes: [] };
  }
  const { id, version, notes } = decision;
  const outcome = decision.kind === 'publish' ? 'published' : 'unchanged';
  return { draft, outcome, id, version, notes: [...notes] };
}

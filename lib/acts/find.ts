import type { Found } from '../core/found.ts';
import { type Lifecycle, standsAt } from '../core/lifecycle.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import type { Match } from '../search/index.ts';
import type { Catalog } from './catalog-index.ts';
import type { Deps } from './deps.ts';
import { mayNotHere } from './standing.ts';
import { saidToDiffer } from './verdicts.ts';

const MOST = 50;
const BESIDES = 10;

/** Searches components and workflows: best first, at most `limit` (1 to 50). */
export async function find(
  deps: Deps,
  person: PersonKey,
  query: string,
  limit: number,
): Promise<{ kind: 'found'; found: readonly Found[] } | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  return { kind: 'found', found: await search(deps, query, limit) };
}

/** The same for who was let in already: a CI job may read "what colleagues may find". */
export async function search(deps: Deps, query: string, limit: number): Promise<readonly Found[]> {
  const catalog = await deps.catalog.load();
  const most = Math.min(Math.max(limit, 1), MOST);
  // What ends may give way to what came after it.
  const found = await ranked(deps, catalog, query, Math.min(most + BESIDES, MOST));
  return found.slice(0, most);
}

/** Best first; what ends counts less, so that what stays stands before it. */
async function ranked(deps: Deps, catalog: Catalog, query: string, most: number): Promise<Found[]> {
  const matches = await catalog.find(query, most);
  const now = deps.now();
  return matches
    .map((match) => ({ match, one: describe(catalog, match, now) }))
    .flatMap(({ match: { score }, one }) => (one ? [{ one, score: score * weightOf(one) }] : []))
    .sort((a, b) => b.score - a.score)
    .map(({ one }) => one);
}

const WEIGHT: Readonly<Record<Lifecycle, number>> = {
  active: 1,
  deprecated: 0.7,
  closed: 0.3,
  disabled: 0.1,
};

function weightOf({ lifecycle = 'active' }: Found): number {
  return WEIGHT[lifecycle];
}

/**
 * "Up to five catalog matches with why each matched … and near-duplicate workflows", without those that
 * somebody said before are another thing than `workflow`: "the same pair is not asked again".
 */
export async function evidenceFor(
  deps: Deps,
  need: string,
  workflow: string,
): Promise<{ components: readonly Found[]; workflows: readonly Found[] }> {
  const catalog = await deps.catalog.load();
  const matches = await ranked(deps, catalog, need, MOST);
  const differ = await saidToDiffer(
    deps,
    workflow,
    matches.map(({ id }) => id),
  );
  const found = matches.filter(({ id }) => !differ.has(id));
  const isOpen = ({ lifecycle }: Found) => lifecycle !== 'closed' && lifecycle !== 'disabled';
  const offered = found.filter(
    (one) => one.kind !== 'connector' && one.kind !== 'workflow' && isOpen(one),
  );
  const workflows = found.filter((one) => one.kind === 'workflow');
  return { components: offered.slice(0, 5), workflows: workflows.slice(0, 3) };
}

function describe(
  catalog: Catalog,
  { id, why }: Pick<Match, 'id' | 'why'>,
  now: string,
): Found | undefined {
  const component = catalog.components.get(id);
  if (component) {
    const { kind, title, description, team, latest } = component;
    const use = catalog.use.get(id) ?? 0;
    const stands = standsAt(component, now);
    const ends = stands.lifecycle === 'active' ? {} : stands;
    return { id, kind, title, description, team, version: latest, use, why, ...ends };
  }
  const workflow = catalog.workflows.get(id.replace('workflow/', ''));
  if (!workflow) return undefined;
  const { purpose, team, status } = workflow;
  return { id, kind: 'workflow', title: workflow.id, description: purpose, team, status, why };
}

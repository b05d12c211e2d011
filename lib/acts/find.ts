import type { Found } from '../core/found.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import type { Catalog } from './catalog-index.ts';
import type { Deps } from './deps.ts';
import { mayNotHere } from './standing.ts';
import { saidToDiffer } from './verdicts.ts';

const MOST = 50;

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
  const matches = await catalog.find(query, Math.min(Math.max(limit, 1), MOST));
  return matches.flatMap((match) => describe(catalog, match.id, match.why));
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
  const matches = await catalog.find(need, MOST);
  const differ = await saidToDiffer(
    deps,
    workflow,
    matches.map(({ id }) => id),
  );
  const found = matches
    .filter(({ id }) => !differ.has(id))
    .flatMap((match) => describe(catalog, match.id, match.why));
  const offered = found.filter((one) => one.kind !== 'connector' && one.kind !== 'workflow');
  const workflows = found.filter((one) => one.kind === 'workflow');
  return { components: offered.slice(0, 5), workflows: workflows.slice(0, 3) };
}

function describe(catalog: Catalog, id: string, why: string): Found[] {
  const component = catalog.components.get(id);
  if (component) {
    const { kind, title, description, team, latest } = component;
    const use = catalog.use.get(id) ?? 0;
    return [{ id, kind, title, description, team, version: latest, use, why }];
  }
  const workflow = catalog.workflows.get(id.replace('workflow/', ''));
  if (!workflow) return [];
  const { purpose, team, status } = workflow;
  return [{ id, kind: 'workflow', title: workflow.id, description: purpose, team, status, why }];
}

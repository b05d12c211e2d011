import type { Entity } from '../core/backstage/entity.ts';
import { componentEntity, teamEntity, workflowEntity } from '../core/backstage/export.ts';
import type { Component } from '../core/component.ts';
import type { Team } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import type { Workflow } from '../core/workflow.ts';
import { listTeams, teamNames } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { type ExportAsked, withinText } from './export-marketplace.ts';
import { type Exportable, exportedComponents, newestReleases } from './exports.ts';

export interface BackstagePage {
  readonly kind: 'entities';
  readonly entities: readonly Entity[];
  readonly next: string | undefined;
}

type Listed =
  | { readonly of: 'team'; readonly key: string; readonly team: Team }
  | { readonly of: 'component'; readonly key: string; readonly component: Component }
  | { readonly of: 'workflow'; readonly key: string; readonly workflow: Workflow };

/** Teams, components and workflows as Backstage entities, page by page, in this order and by id. */
export async function exportBackstage(
  deps: Deps,
  { team, after, most }: ExportAsked,
): Promise<BackstagePage | Refusal<'no-team'>> {
  const exported = await exportedComponents(deps, team);
  if (exported.kind === 'refused') return exported;
  const listed = await inOrder(deps, team, exported.components);
  const rest = listed.filter((one) => after === undefined || one.key > after);
  const page = rest.slice(0, most);
  const components = page.flatMap((one) => (one.of === 'component' ? [one.component] : []));
  const newest = await newestReleases(deps, components);
  const byId = new Map(newest.map((one) => [one.component.id, one] as const));
  const entities = page.map((one) => entityOf(deps, one, byId));
  const taken = withinText(entities);
  const next = rest.length > taken ? page[taken - 1]?.key : undefined;
  return {
    kind: 'entities',
    entities: entities.slice(0, taken).flatMap((one) => (one ? [one] : [])),
    next,
  };
}

/** The number before each key keeps the three apart. */
async function inOrder(
  deps: Deps,
  team: string | undefined,
  components: readonly Component[],
): Promise<Listed[]> {
  const [{ workflows }, teams, names] = await Promise.all([
    deps.catalog.load(),
    listTeams(deps.store),
    teamNames(deps.store),
  ]);
  const only = team === undefined ? undefined : names.now(team);
  const fits = (id: string) => only === undefined || id === only;
  const listed: Listed[] = [
    ...teams
      .filter((one) => fits(one.id))
      .map((one) => ({ of: 'team' as const, key: `1/${one.id}`, team: one })),
    ...components.map((component) => ({
      of: 'component' as const,
      key: `2/${component.id}`,
      component,
    })),
    ...[...workflows.values()]
      .map((one) => ({ ...one, team: names.now(one.team) }))
      .filter((one) => fits(one.team))
      .map((workflow) => ({ of: 'workflow' as const, key: `3/${workflow.id}`, workflow })),
  ];
  return listed.sort((a, b) => (a.key < b.key ? -1 : 1));
}

function entityOf(
  { sha }: Deps,
  one: Listed,
  newest: ReadonlyMap<string, Exportable>,
): Entity | undefined {
  switch (one.of) {
    case 'team':
      return teamEntity(one.team);
    case 'workflow':
      return workflowEntity(one.workflow, sha);
    case 'component': {
      const found = newest.get(one.component.id);
      return found && componentEntity(found, sha);
    }
  }
}

import type { Use } from '../promotion.ts';
import type { Workflow } from '../workflow.ts';

/**
 * "Reuse counts": how many workflows pin each component, and of how many teams they are, by component
 * id. Retired workflows do not count; a component that nobody pins is not in the answer.
 */
export function countUse(
  workflows: Iterable<Pick<Workflow, 'status' | 'team' | 'locks'>>,
): Map<string, Use> {
  const teams = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const { status, team, locks } of workflows) {
    if (status === 'retired') continue;
    for (const component of new Set(locks.map((lock) => lock.component))) {
      counts.set(component, (counts.get(component) ?? 0) + 1);
      teams.set(component, (teams.get(component) ?? new Set()).add(team));
    }
  }
  return new Map(
    [...counts].map(([id, n]) => [id, { workflows: n, teams: teams.get(id)?.size ?? 0 }]),
  );
}

/** Of one component alone. */
export function useOf(
  workflows: Iterable<Pick<Workflow, 'status' | 'team' | 'locks'>>,
  component: string,
): Use {
  return countUse(workflows).get(component) ?? { workflows: 0, teams: 0 };
}

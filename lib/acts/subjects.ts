import type { Rules } from '../core/baseline.ts';
import type { Release } from '../core/component.ts';
import { subjectOf } from '../core/finding-subject.ts';
import type { Subject } from '../core/findings.ts';
import type { Workflow } from '../core/workflow.ts';
import { listTeams, teamNames } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { releasesOf } from './register.ts';

/** A registered workflow, ready to be judged by any rules. */
export interface Judged {
  readonly workflow: Workflow;
  readonly subject: Subject;
}

/**
 * Every workflow that is not retired, by team and name: "from the registry, not a guess". Releases of
 * connectors are read only where one of the rule sets says anything about scopes.
 */
export async function loadSubjects(deps: Deps, sets: readonly Rules[]): Promise<Judged[]> {
  const [{ workflows }, teams, names] = await Promise.all([
    deps.catalog.load(),
    listTeams(deps.store),
    teamNames(deps.store),
  ]);
  const living = [...workflows.values()].filter((one) => one.status !== 'retired');
  const asksScopes = sets.some((rules) => rules['scopes-never'].scopes.length > 0);
  const releases = asksScopes ? await connectorReleases(deps, living) : new Map();
  const byId = new Map(teams.map((team) => [team.id, team]));
  const judged = living.map((workflow): Judged => {
    const id = names.now(workflow.team);
    const locked = workflow.locks.flatMap((lock) => releases.get(lockText(lock)) ?? []);
    const subject = subjectOf(workflow, byId.get(id) ?? { id, members: [] }, locked);
    return { workflow, subject: { ...subject, changedAt: workflow.updatedAt } };
  });
  return judged.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** Where a workflow stands in every list of findings, as text that sorts: by team, then by name. */
export function placeOf({ workflow, subject }: Judged): string {
  return `${subject.team.id}/${workflow.id}`;
}

const AT_ONCE = 25;

/** Each connector is read once, however many workflows pin it. */
async function connectorReleases(
  deps: Deps,
  workflows: readonly Workflow[],
): Promise<Map<string, Release>> {
  const pinned = workflows.flatMap((one) => one.locks.map((lock) => lock.component));
  const ids = [...new Set(pinned)].filter((id) => id.startsWith('connector/'));
  const found = new Map<string, Release>();
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    const lists = await Promise.all(some.map((id) => releasesOf(deps, id)));
    for (const release of lists.flat()) found.set(lockText(release), release);
  }
  return found;
}

function lockText({ component, version }: { component: string; version: string }): string {
  return `${component}@${version}`;
}

import type { Rules } from '../core/baseline.ts';
import { TASK_CLASSES } from '../core/component.ts';
import { subjectOf } from '../core/finding-subject.ts';
import type { Subject } from '../core/findings.ts';
import type { Workflow } from '../core/workflow.ts';
import { listTeams, teamNames } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { lockText, releasesLocked } from './locked-releases.ts';

/** A registered workflow, ready to be judged by any rules. */
export interface Judged {
  readonly workflow: Workflow;
  readonly subject: Subject;
}

/**
 * Every workflow that is not retired, by team and name: "from the registry, not a guess". Releases are
 * read only where one of the rule sets says anything about scopes, or about models.
 */
export async function loadSubjects(deps: Deps, sets: readonly Rules[]): Promise<Judged[]> {
  const [{ workflows }, teams, names] = await Promise.all([
    deps.catalog.load(),
    listTeams(deps.store),
    teamNames(deps.store),
  ]);
  const living = [...workflows.values()].filter((one) => one.status !== 'retired');
  const releases = await releasesAsked(deps, living, sets);
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

/** Which of the locked releases the rule sets say anything about: their kinds, `connector` or `plugin`. */
function kindsAsked(sets: readonly Rules[]): string[] {
  const scopes = sets.some((rules) => rules['scopes-never'].scopes.length > 0);
  const models = sets.some((rules) =>
    TASK_CLASSES.some((one) => rules['models-by-class'][one].length > 0),
  );
  return [...(scopes ? ['connector/'] : []), ...(models ? ['plugin/'] : [])];
}

/** Each of them is read once, however many workflows pin it. */
function releasesAsked(deps: Deps, workflows: readonly Workflow[], sets: readonly Rules[]) {
  const kinds = kindsAsked(sets);
  const locks = workflows.flatMap((one) => one.locks);
  const asked = locks.filter(({ component }) => kinds.some((kind) => component.startsWith(kind)));
  return releasesLocked(deps, [{ locks: asked }]);
}

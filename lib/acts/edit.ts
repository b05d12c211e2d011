import type { Manifest } from '../core/manifest.ts';
import type { PersonKey, Team } from '../core/people.ts';
import type { Proposed } from '../core/proposed.ts';
import { register } from '../core/registration.ts';
import { type EditOptions, editOptions } from '../core/registration-edit.ts';
import type { Refusal } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import { teamNames } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { openProposal } from './proposed-store.ts';
import { loadGround, type Registered, registerManifest, releasesOf } from './register.ts';
import { revisionOf } from './revisions.ts';
import { loadTeamsOf, loadWorkflow, noWorkflow, standingTo } from './standing.ts';

/** A workflow as its form shows it. */
export interface Editing {
  readonly kind: 'editing';
  readonly workflow: Workflow;
  readonly team: Team | undefined;
  readonly options: EditOptions;
  /** The revision that waits for its review. */
  readonly open: Proposed | undefined;
}

type NotEditing = Refusal<'no-workflow' | 'not-allowed'>;

/** Opens a workflow's form, for members of its team alone. */
export async function openEditing(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<Editing | NotEditing> {
  const head = await loadWorkflow(deps, id);
  if (!head) return noWorkflow(id);
  const workflow = head.state;
  const [standing, open, lists] = await Promise.all([
    standingTo(deps, workflow),
    openProposal(deps, workflow),
    Promise.all(workflow.locks.map((lock) => releasesOf(deps, lock.component))),
  ]);
  const refusal = mayNot('edit-workflow', by, standing);
  if (refusal) return refusal;
  const catalog = new Map(workflow.locks.map((lock, n) => [lock.component, lists[n] ?? []]));
  const options = editOptions(workflow, catalog);
  return { kind: 'editing', workflow, team: standing.team, options, open: open?.state };
}

/** The workflows that this person may edit, by name. */
export async function editableBy(deps: Deps, person: PersonKey): Promise<Workflow[]> {
  const [teams, { workflows }, names] = await Promise.all([
    loadTeamsOf(deps, person),
    deps.catalog.load(),
    teamNames(deps.store),
  ]);
  const mine = new Set(teams.map((team) => team.id));
  return [...workflows.values()]
    .filter(
      ({ team, owner, backup }) =>
        mine.has(names.now(team)) || owner === person || backup === person,
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the repository's manifest would come to, decided and not saved. */
export async function tryManifest(
  deps: Deps,
  by: PersonKey,
  manifest: Manifest,
): Promise<ReturnType<typeof register> | Refusal<'no-team'>> {
  const ground = await loadGround(deps, { by, manifest, home: 'repo' });
  return ground.kind === 'refused' ? ground : register(ground.input);
}

/**
 * Undo: an earlier revision's manifest, registered again. "Rollback onto a closed release counts as
 * new", so it is locked as the catalog stands today.
 */
export async function goBack(
  deps: Deps,
  by: PersonKey,
  to: { readonly workflow: string; readonly revision: number },
): Promise<Registered | NotEditing> {
  const earlier = await revisionOf(deps, to.workflow, to.revision);
  if (!earlier) return noWorkflow(to.workflow);
  return registerManifest(deps, by, earlier.manifest, 'slack');
}

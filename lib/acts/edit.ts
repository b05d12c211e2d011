import type { Manifest } from '../core/manifest.ts';
import type { PersonKey, Team } from '../core/people.ts';
import type { Proposed } from '../core/proposed.ts';
import { register } from '../core/registration.ts';
import { type EditOptions, editOptions } from '../core/registration-edit.ts';
import type { Refusal } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import { teamNames } from '../store/teams.ts';
import { ruledTeams, widestFor } from './baseline.ts';
import type { Deps } from './deps.ts';
import { openProposal } from './proposed-store.ts';
import { loadGround, releasesOf } from './register.ts';
import { loadTeamsOf, loadWorkflow, noWorkflow, standingTo } from './standing.ts';

/** A workflow as its form shows it. */
export interface Editing {
  readonly kind: 'editing';
  readonly workflow: Workflow;
  readonly team: Team | undefined;
  readonly options: EditOptions;
  /** The teams that may be named as approvers, by name. */
  readonly teams: readonly { readonly id: string; readonly name: string }[];
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
  const [standing, open, widest, teams, lists] = await Promise.all([
    standingTo(deps, workflow),
    openProposal(deps, workflow),
    widestFor(deps, workflow.team),
    ruledTeams(deps),
    Promise.all(workflow.locks.map((lock) => releasesOf(deps, lock.component))),
  ]);
  const refusal = mayNot('edit-workflow', by, standing);
  if (refusal) return refusal;
  const catalog = new Map(workflow.locks.map((lock, n) => [lock.component, lists[n] ?? []]));
  const options = editOptions(workflow, catalog, widest);
  const { team } = standing;
  return { kind: 'editing', workflow, team, teams, options, open: open?.state };
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

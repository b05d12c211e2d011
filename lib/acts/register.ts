import type { AccessRequest } from '../core/access.ts';
import { componentId, componentSchema, type Release, releaseSchema } from '../core/component.ts';
import { releaseAt } from '../core/lifecycle.ts';
import { type Manifest, type ManifestProblem, pinsOf, readManifest } from '../core/manifest.ts';
import type { Organisation, PersonKey, Team } from '../core/people.ts';
import type { Proposed } from '../core/proposed.ts';
import { asEditor, type Editor, mayNotRegister } from '../core/registration/editor.ts';
import type { Moves } from '../core/registration/locks.ts';
import { type Registration, register } from '../core/registration.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { keysInForce, type Workflow } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import { componentSubject } from '../store/keys.ts';
import { readAll, readHead } from '../store/read.ts';
import { openAccess } from './access-store.ts';
import { approversOf } from './approvers.ts';
import { attempt, done, type Step } from './attempt.ts';
import { registrationRules } from './baseline.ts';
import type { Deps } from './deps.ts';
import { settlingDiscovered } from './discovered-registered.ts';
import { loadIdentity } from './identities.ts';
import { openProposal } from './proposed-store.ts';
import { acceptedStep, proposedStep, unchangedStep } from './register-steps.ts';
import { loadOrganisation, loadTeam, loadWorkflow } from './standing.ts';

export type { Editor } from '../core/registration/editor.ts';

export type Registered =
  | {
      readonly kind: 'registered' | 'unchanged';
      readonly workflow: Workflow;
      readonly warnings: readonly string[];
    }
  /** It waits for its review; `workflow` is the revision in force. */
  | {
      readonly kind: 'proposed';
      readonly workflow: Workflow;
      readonly proposed: Proposed;
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] }
  | Refusal<'not-allowed' | 'no-team'>;

/** Registers a manifest as it came through a door: JSON that may be anything. */
export async function registerManifest(
  deps: Deps,
  by: PersonKey | Editor,
  value: unknown,
  home: Workflow['home'],
): Promise<Registered> {
  const read = readManifest(value);
  if (read.kind === 'problems') return read;
  return attempt(deps, () => registerStep(deps, { by, manifest: read.manifest, home }));
}

export interface Wanted {
  readonly by: PersonKey | Editor;
  readonly manifest: Manifest;
  readonly home: Workflow['home'];
  /** Where locks are to move, besides what the manifest says. */
  readonly moves?: Moves | undefined;
  /** The workflow as it was read by whoever made the manifest from it: what came later is a conflict. */
  readonly head?: Head<Workflow> | undefined;
}

/** What a registration is decided on, and where its cards go. */
export interface Ground {
  readonly kind: 'ground';
  readonly by: Editor;
  readonly organisation: Organisation;
  readonly team: Team;
  readonly head: Head<Workflow> | undefined;
  /** The proposal that waits. */
  readonly open: Head<Proposed> | undefined;
  /** The access requests that wait. */
  readonly asking: readonly Head<AccessRequest>[];
  readonly input: Registration;
  /** Who holds a key of the CI identity that registers. */
  readonly holders: readonly PersonKey[];
}

/** One round of registering: everything the rule needs, read anew, and the write it leads to. */
export async function registerStep(deps: Deps, wanted: Wanted): Promise<Step<Registered>> {
  const ground = await loadGround(deps, wanted);
  if (ground.kind === 'refused') return done(ground);
  const refusal = mayNotRegister(ground.by, ground);
  if (refusal) return done(refusal);
  const outcome = register(ground.input);
  switch (outcome.kind) {
    case 'problems':
      return done(outcome);
    case 'unchanged':
      return unchangedStep(deps, ground, outcome.workflow);
    case 'proposed':
      return proposedStep(deps, ground, outcome);
    case 'accepted':
      return settlingDiscovered(deps, acceptedStep(deps, ground, outcome));
  }
}

/** Reads all of it. The owner's name may be an alias: a team that went into another. */
export async function loadGround(
  deps: Deps,
  { by: whoever, manifest, home, moves, head: known }: Wanted,
): Promise<Ground | Refusal<'no-team'>> {
  const by = asEditor(whoever);
  const [organisation, team, head] = await Promise.all([
    loadOrganisation(deps),
    loadTeam(deps, manifest.owner),
    known ?? loadWorkflow(deps, manifest.workflow),
  ]);
  if (!team) {
    return refuse('no-team', `There is no team "${manifest.owner}". The "owner" names a team.`);
  }
  const before = head?.state;
  const [catalog, open, asking, teamBefore, rules, holders, naming] = await Promise.all([
    loadReleases(deps, manifest, before),
    openProposal(deps, before),
    openAccess(deps, before),
    before && loadTeam(deps, before.team),
    registrationRules(deps, { by, manifest, before }),
    holdersOf(deps, by),
    approversOf(deps, { manifest, before }, { organisation, team }),
  ]);
  const now = deps.now();
  const canStepUp = organisation.identityProvider !== undefined;
  const place = { home, team, teamBefore: teamBefore?.id, canStepUp, organisation };
  const input = { manifest, moves, editor: by, now, before, catalog, naming, ...rules, ...place };
  return { kind: 'ground', by, organisation, team, head, open, asking, input, holders };
}

/** Nobody behind a person, nor behind a job that came with a token of its issuer. */
export async function holdersOf(deps: Deps, by: Editor): Promise<PersonKey[]> {
  const identity = by.kind === 'ci' ? (await loadIdentity(deps, by.id))?.state : undefined;
  return [...new Set(keysInForce(identity?.keys, deps.now()).map((key) => key.holder))];
}

/** All releases of everything that is pinned, by the manifest or by the revision in force. */
async function loadReleases(
  deps: Deps,
  manifest: Manifest,
  before: Workflow | undefined,
): Promise<Map<string, Release[]>> {
  const pinned = pinsOf(manifest).map((pin) => componentId(pin.kind, pin.name));
  const locked = before?.locks.map((lock) => lock.component) ?? [];
  const ids = [...new Set([...pinned, ...locked])];
  const lists = await Promise.all(ids.map((id) => releasesOf(deps, id)));
  return new Map(ids.map((id, index) => [id, lists[index] ?? []]));
}

/**
 * All releases of a component id (`plugin/x`) as they stand now, by version, the lowest first; none when
 * it is unknown.
 */
export async function releasesOf(deps: Deps, component: string): Promise<Release[]> {
  const partition = componentSubject(component);
  const [heads, head] = await Promise.all([
    readAll(deps.store, { partition, prefix: 'RELEASE#', schema: releaseSchema }),
    readHead(deps.store, partition, componentSchema),
  ]);
  const endings = head?.state.endings ?? [];
  return heads.map(({ state }) => releaseAt(state, endings, deps.now()));
}

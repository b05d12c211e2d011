import { componentId, type Release, releaseSchema } from '../core/component.ts';
import { type Manifest, type ManifestProblem, pinsOf, readManifest } from '../core/manifest.ts';
import type { PersonKey } from '../core/people.ts';
import { register } from '../core/registration.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import type { Lock, Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { listedUnder, WORKFLOWS } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { componentSubject, edgeKey, revisionKey } from '../store/keys.ts';
import { readAll } from '../store/read.ts';
import type { Item, Key } from '../store/store.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, loadTeam, loadWorkflow } from './standing.ts';

export type Registered =
  | {
      readonly kind: 'registered' | 'unchanged';
      readonly workflow: Workflow;
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] }
  | Refusal<'not-allowed' | 'no-team'>;

/** Registers a manifest as it came through a door: JSON that may be anything. */
export async function registerManifest(
  deps: Deps,
  by: PersonKey,
  value: unknown,
  home: Workflow['home'],
): Promise<Registered> {
  const read = readManifest(value);
  if (read.kind === 'problems') return read;
  return attempt(deps, () => registerStep(deps, { by, manifest: read.manifest, home }));
}

interface Wanted {
  readonly by: PersonKey;
  readonly manifest: Manifest;
  readonly home: Workflow['home'];
}

/** One round of registering: everything the rule needs, read anew, and the write it leads to. */
export async function registerStep(deps: Deps, wanted: Wanted): Promise<Step<Registered>> {
  const { by, manifest } = wanted;
  const [organisation, team, before, catalog] = await Promise.all([
    loadOrganisation(deps),
    loadTeam(deps, manifest.owner),
    loadWorkflow(deps, manifest.workflow),
    loadReleases(deps, manifest),
  ]);
  if (!team) {
    return done(
      refuse('no-team', `There is no team "${manifest.owner}". The "owner" names a team.`),
    );
  }
  const refusal = mayNot('register', by, { organisation, team });
  if (refusal) return done(refusal);
  const { preGranted } = deps.settings;
  const rest = { catalog, preGranted, members: team.members, now: deps.now() };
  const outcome = register({ ...wanted, ...rest, before: before?.state });
  if (outcome.kind === 'problems') return done(outcome);
  if (outcome.kind === 'unchanged') return done({ ...outcome, warnings: [] });
  const { workflow, warnings } = outcome;
  const write = registrationWrite(deps, workflow, before);
  return { kind: 'write', write, value: { kind: 'registered', workflow, warnings } };
}

/** All releases of every pinned component, by component id. */
async function loadReleases(deps: Deps, manifest: Manifest): Promise<Map<string, Release[]>> {
  const ids = [...new Set(pinsOf(manifest).map((pin) => componentId(pin.kind, pin.name)))];
  const lists = await Promise.all(ids.map((id) => releasesOf(deps, id)));
  return new Map(ids.map((id, index) => [id, lists[index] ?? []]));
}

/** All releases of a component id (`plugin/x`), by version, the lowest first; none when it is unknown. */
export async function releasesOf(deps: Deps, component: string): Promise<Release[]> {
  const partition = componentSubject(component);
  const heads = await readAll(deps.store, { partition, prefix: 'RELEASE#', schema: releaseSchema });
  return heads.map((head) => head.state);
}

function registrationWrite(
  deps: Deps,
  workflow: Workflow,
  before: Head<Workflow> | undefined,
): Write {
  const old = before?.state;
  return {
    changes: [workflowChange(deps, workflow, before)],
    creates: [revisionItem(workflow)],
    puts: [...edges(workflow, old), ownsItem(workflow)],
    deletes: goneEdges(workflow, old?.locks ?? []),
  };
}

function workflowChange(
  deps: Deps,
  workflow: Workflow,
  before: Head<Workflow> | undefined,
): Change {
  const { id, revision, status, team, locks } = workflow;
  return {
    subject: `workflow/${id}`,
    from: before?.chain,
    state: workflow,
    index: listedUnder(WORKFLOWS, id),
    event: {
      kind: before ? 'workflow.revised' : 'workflow.registered',
      at: deps.now(),
      actor: { kind: 'person', id: workflow.lastEditor },
      data: {
        revision,
        status,
        team,
        locks: locks.map((one) => `${one.component}@${one.version}`),
      },
    },
  };
}

function revisionItem(workflow: Workflow): Item {
  const { manifest, locks, lastEditor, updatedAt } = workflow;
  const data = { manifest, locks, by: lastEditor, at: updatedAt };
  return { ...revisionKey(workflow.id, workflow.revision), kind: 'revision', data };
}

/** "What does person P own": one item in the person's partition. */
function ownsItem(workflow: Workflow): Item {
  const { id, owner } = workflow;
  return { pk: `owns/${owner}`, sk: id, kind: 'owns', data: { workflow: id } };
}

function edges(workflow: Workflow, old: Workflow | undefined): Item[] {
  const had = new Set(old?.locks.map(lockText));
  return workflow.locks
    .filter((lock) => !had.has(lockText(lock)))
    .map((lock) => ({
      ...edgeKey(lock.component, lock.version, workflow.id),
      kind: 'edge',
      data: {
        workflow: workflow.id,
        team: workflow.team,
        range: lock.range,
        version: lock.version,
      },
    }));
}

function goneEdges(workflow: Workflow, old: readonly Lock[]): Key[] {
  const kept = new Set(workflow.locks.map((lock) => `${lock.component}@${lock.version}`));
  return old
    .filter((lock) => !kept.has(`${lock.component}@${lock.version}`))
    .map((lock) => edgeKey(lock.component, lock.version, workflow.id));
}

function lockText(lock: Lock): string {
  return `${lock.component}@${lock.version} ${lock.range}`;
}

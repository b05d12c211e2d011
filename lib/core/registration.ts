import canonicalize from 'canonicalize';
import type { Release } from './component.ts';
import type { Finding } from './findings.ts';
import { accessOf, scopeNames, statusAfter } from './grant.ts';
import { endingSentence } from './lifecycle.ts';
import { type Manifest, type ManifestProblem, sameManifest } from './manifest.ts';
import type { Organisation, PersonKey, Team } from './people.ts';
import { type GivenWith, grantsWith, known, neededBy } from './registration/access.ts';
import { comebackProblems } from './registration/comeback.ts';
import { deciderWarnings, ruledIn } from './registration/deciders.ts';
import { type Editor, editorName, personOf } from './registration/editor.ts';
import { gateProblems, type Naming } from './registration/gates.ts';
import {
  enforcedProblems,
  type Held,
  heldAgainst,
  modelWarnings,
  observedWarnings,
} from './registration/held.ts';
import {
  lockedReleases,
  lockPins,
  type Moves,
  type Releases,
  sameLocks,
} from './registration/locks.ts';
import { placeProblems } from './registration/place.ts';
import { type ReviewReason, reviewReasons } from './registration/reviews.ts';
import { warnings } from './registration/warnings.ts';
import { comingBack } from './retire.ts';
import { actionsOf, advisorySentences, gatedActionsOf } from './scope-actions.ts';
import { tooManySystems, touches } from './systems.ts';
import type { Lock, Workflow } from './workflow.ts';

/** Everything a registration is decided on. */
export interface Registration {
  readonly manifest: Manifest;
  readonly editor: Editor;
  readonly home: Workflow['home'];
  readonly now: string;
  readonly before: Workflow | undefined;
  /** The releases of all that is pinned, now and by the revision in force. */
  readonly catalog: Releases;
  /** Scopes the baseline grants to anybody: "Reuse inside the baseline's pre-granted scopes". */
  readonly preGranted: readonly string[];
  /** The team that the manifest's owner leads to. */
  readonly team: Team;
  /** The team that `before.team` leads to today. */
  readonly teamBefore: string | undefined;
  /** Scopes that the platform gives with this very revision. */
  readonly given?: GivenWith;
  /** Who the approvers are that its gates name; absent where nobody looked. */
  readonly naming?: Naming;
  /** Whether people can log in afresh: the organisation has an identity provider. */
  readonly canStepUp?: boolean;
  /** Whose admins decide where nobody else is left; absent where nobody looked. */
  readonly organisation?: Organisation;
  /** The baseline's rules; absent where nothing is held against anybody. */
  readonly held?: Held;
  /** The owner left Slack, and whoever registers takes the workflow. */
  readonly ownerGone?: boolean;
  /** Where locks are to move: an upgrade that is taken, or the way back. */
  readonly moves?: Moves | undefined;
}

export type RegistrationOutcome =
  | { readonly kind: 'accepted'; readonly workflow: Workflow; readonly warnings: readonly string[] }
  /** `workflow` is what it would be once the reviews have accepted it. */
  | {
      readonly kind: 'proposed';
      readonly workflow: Workflow;
      readonly reasons: readonly ReviewReason[];
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'unchanged'; readonly workflow: Workflow }
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] };

/** Decides on a manifest: locks every pin, or names every problem at once, or says what has to be reviewed. */
export function register(input: Registration): RegistrationOutcome {
  const { manifest, before, catalog, team, editor } = input;
  const running = before?.status === 'retired' ? undefined : before;
  if (running && sameManifest(running.manifest, manifest) && keepsLocks(input, running))
    return { kind: 'unchanged', workflow: running };
  const { workflow, problems: others, found, advisory, approvers } = draft(input);
  const problems = [...others, ...enforcedProblems(found, others)];
  if (problems.length > 0) return { kind: 'problems', problems };
  const person = personOf(editor);
  const said = [
    ...warnings(workflow, { manifest, team, person, approvers }),
    ...deciderWarnings(workflow, input),
    ...advisory,
    ...observedWarnings(found),
  ];
  const stewards = running ? stewardsOf(team, running) : [];
  const isRuled = ruledBy(input);
  const { now, ownerGone } = input;
  const about = { catalog, person, stewards, now, ownerGone, isRuled };
  // Of one that was retired nothing is left that a review could keep: no access, no keys.
  const reasons = running ? reviewReasons({ before: running, next: workflow, ...about }) : [];
  if (reasons.length > 0) return { kind: 'proposed', workflow, reasons, warnings: said };
  return { kind: 'accepted', workflow, warnings: said };
}

/** Whatever became of the catalog: "a later release never moves a lock" unless somebody takes it. */
function keepsLocks(input: Registration, { locks }: Workflow): boolean {
  if (!input.moves) return true;
  const moved = lockPins(input);
  return moved.problems.length === 0 && sameLocks(moved.locks, locks);
}

/** What the baseline says of the manifest as it would be registered. */
export function registrationFindings(input: Registration): readonly Finding[] {
  return draft(input).found;
}

/** The workflow as it would be, with the problems of its pins and its place, and the baseline's findings. */
function draft(input: Registration) {
  const { catalog, held, team } = input;
  const { locks, problems } = lockPins(input);
  const releases = lockedReleases(locks, catalog);
  const workflow = nextWorkflow(input, locks, releases);
  const found = held ? heldAgainst(held, workflow, { team, releases }) : [];
  const others = [
    ...placeProblems(input),
    ...comebackProblems(input),
    ...gateProblems({ ...input, naming: input.naming }),
    ...tooManySystems(workflow.systems ?? []),
  ];
  const advisory = [
    ...advisorySentences(releases, gatedHere(workflow, input)),
    ...(held ? modelWarnings(held, workflow, releases) : []),
    ...releases.flatMap((release) => endingSentence(release, input.now) ?? []),
  ];
  const approvers = input.naming?.byAction;
  return { workflow, problems: [...problems, ...others], found, advisory, approvers };
}

function gatedHere(workflow: Workflow, input: Registration): ReadonlySet<string> {
  return gatedActionsOf(workflow, ruledBy(input));
}

function ruledBy({ held, team }: Registration): (action: string) => boolean {
  return (action) => ruledIn({ held, team }, action) !== undefined;
}

/** Who answers for a workflow in its team. */
export function stewardsOf(team: Team, { owner, backup }: Workflow): PersonKey[] {
  const all = [team.lead, team.backup, owner, backup];
  return [...new Set(all.filter((one) => one !== undefined))];
}

function nextWorkflow(input: Registration, locks: Lock[], releases: Release[]): Workflow {
  const { manifest, before, now, team, preGranted, catalog } = input;
  const revision = (before?.revision ?? 0) + 1;
  const needs = neededBy(manifest, releases);
  const back = before?.status === 'retired';
  const had = before && !back && known(before, lockedReleases(before.locks, catalog));
  const pinned = releases.map(({ component }) => component.replace(/^connector\//, ''));
  const grants = grantsWith({
    needs,
    had: had || undefined,
    pinned,
    preGranted,
    given: input.given,
    now,
  });
  const { missing } = accessOf({ needs, grants, missingScopes: [] }, now);
  const next: Workflow = {
    ...carriedOver(before),
    id: manifest.workflow,
    team: team.id,
    owner: ownerOf(input),
    backup: manifest.backup,
    purpose: manifest.purpose ?? before?.purpose ?? '',
    status: statusAfter(back ? comingBack(before) : before, missing),
    home: before?.home ?? input.home,
    revision,
    gateRevision: revision,
    manifest,
    locks,
    systems: touches(manifest, releases),
    actions: [...new Set(releases.flatMap(actionsOf))].sort(),
    missingScopes: scopeNames(missing),
    needs,
    lastEditor: editorName(input.editor),
    registeredAt: before?.registeredAt ?? now,
    updatedAt: now,
    ...(grants.length > 0 ? { grants } : {}),
  };
  // What was approved before it was retired is not to be used after it.
  const same = before && !back && gateRelevant(before) === gateRelevant(next);
  return same ? { ...next, gateRevision: before.gateRevision } : next;
}

/** What a new manifest says nothing about. */
function carriedOver(before: Workflow | undefined): Partial<Workflow> {
  if (!before) return {};
  const { manifest: _, locks: __, grants: ___, retired: ____, ...rest } = before;
  return rest;
}

function ownerOf({ manifest, before, editor }: Registration): PersonKey {
  return manifest.owner_person ?? before?.owner ?? editorName(editor);
}

/** What an approval is bound to. A changed purpose or contact channel leaves pending approvals alone. */
function gateRelevant(workflow: Workflow): string | undefined {
  const { review_required_actions, gates, scopes, systems } = workflow.manifest;
  const { locks, owner, backup, team } = workflow;
  const bound = { review_required_actions, gates, scopes, systems, locks, owner, backup, team };
  return canonicalize(bound);
}

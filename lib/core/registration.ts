import canonicalize from 'canonicalize';
import type { Release } from './component.ts';
import type { Finding } from './findings.ts';
import { type Manifest, type ManifestProblem, sameManifest } from './manifest.ts';
import type { PersonKey, Team } from './people.ts';
import { missingScopes, neededScopes } from './registration/access.ts';
import { type Editor, editorName, personOf } from './registration/editor.ts';
import { enforcedProblems, type Held, heldAgainst, observedWarnings } from './registration/held.ts';
import { lockedReleases, lockPins, type Releases } from './registration/locks.ts';
import { placeProblems } from './registration/place.ts';
import { type ReviewReason, reviewReasons } from './registration/reviews.ts';
import { warnings } from './registration/warnings.ts';
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
  readonly grants?: readonly string[];
  /** The baseline's rules; absent where nothing is held against anybody. */
  readonly held?: Held;
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
  if (before && sameManifest(before.manifest, manifest))
    return { kind: 'unchanged', workflow: before };
  const { workflow, problems: others, found } = draft(input);
  const problems = [...others, ...enforcedProblems(found, others)];
  if (problems.length > 0) return { kind: 'problems', problems };
  const person = personOf(editor);
  const said = [...warnings(workflow, { manifest, team, person }), ...observedWarnings(found)];
  const stewards = before ? stewardsOf(team, before) : [];
  const reasons = before
    ? reviewReasons({ before, next: workflow, catalog, person, stewards })
    : [];
  if (reasons.length > 0) return { kind: 'proposed', workflow, reasons, warnings: said };
  return { kind: 'accepted', workflow, warnings: said };
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
  return { workflow, problems: [...problems, ...placeProblems(input)], found };
}

/** Who answers for a workflow in its team. */
export function stewardsOf(team: Team, { owner, backup }: Workflow): PersonKey[] {
  const all = [team.lead, team.backup, owner, backup];
  return [...new Set(all.filter((one) => one !== undefined))];
}

function nextWorkflow(input: Registration, locks: Lock[], releases: Release[]): Workflow {
  const { manifest, before, now, team, preGranted } = input;
  const revision = (before?.revision ?? 0) + 1;
  const granted = [...new Set([...(before?.granted ?? []), ...(input.grants ?? [])])].sort();
  const missing = missingScopes(neededScopes(manifest, releases), { preGranted, granted }, input);
  const next: Workflow = {
    ...carriedOver(before),
    id: manifest.workflow,
    team: team.id,
    owner: ownerOf(input),
    backup: manifest.backup,
    purpose: manifest.purpose ?? before?.purpose ?? '',
    status: statusAfter(before, missing),
    home: before?.home ?? input.home,
    revision,
    gateRevision: revision,
    manifest,
    locks,
    actions: [...new Set(releases.flatMap((release) => release.surface.actions))].sort(),
    missingScopes: missing,
    lastEditor: editorName(input.editor),
    registeredAt: before?.registeredAt ?? now,
    updatedAt: now,
    ...(granted.length > 0 ? { granted } : {}),
  };
  const same = before && gateRelevant(before) === gateRelevant(next);
  return same ? { ...next, gateRevision: before.gateRevision } : next;
}

/** What a new manifest says nothing about. */
function carriedOver(before: Workflow | undefined): Partial<Workflow> {
  if (!before) return {};
  const { manifest: _, locks: __, ...rest } = before;
  return rest;
}

function ownerOf({ manifest, before, editor }: Registration): PersonKey {
  return manifest.owner_person ?? before?.owner ?? editorName(editor);
}

/** "`registered` → `active` (all its connectors granted)"; a revision does not end a pause. */
export function statusAfter(
  before: Workflow | undefined,
  missing: readonly string[],
): Workflow['status'] {
  if (before && before.status !== 'registered' && before.status !== 'active') return before.status;
  return missing.length === 0 ? 'active' : 'registered';
}

/** What an approval is bound to. A changed purpose or contact channel leaves pending approvals alone. */
function gateRelevant(workflow: Workflow): string | undefined {
  const { review_required_actions, gates, scopes, systems } = workflow.manifest;
  const { locks, owner, backup, team } = workflow;
  const bound = { review_required_actions, gates, scopes, systems, locks, owner, backup, team };
  return canonicalize(bound);
}

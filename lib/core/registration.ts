import canonicalize from 'canonicalize';
import { componentId, type Pin, type Release } from './component.ts';
import { type Manifest, type ManifestProblem, pinsOf, sameManifest } from './manifest.ts';
import type { PersonKey } from './people.ts';
import { checkRange } from './range-check.ts';
import { highest, satisfies } from './version.ts';
import type { Lock, Workflow } from './workflow.ts';

/** Everything a registration is decided on. `catalog` maps component ids to all their releases. */
export interface Registration {
  readonly manifest: Manifest;
  readonly by: PersonKey;
  readonly home: Workflow['home'];
  readonly now: string;
  readonly before: Workflow | undefined;
  readonly catalog: ReadonlyMap<string, readonly Release[]>;
  /** Scopes the baseline grants to anybody: "Reuse inside the baseline's pre-granted scopes". */
  readonly preGranted: readonly string[];
  readonly members: readonly PersonKey[];
}

export type RegistrationOutcome =
  | { readonly kind: 'accepted'; readonly workflow: Workflow; readonly warnings: readonly string[] }
  | { readonly kind: 'unchanged'; readonly workflow: Workflow }
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] };

/** Decides on a manifest: locks every pin or names every problem at once. */
export function register(input: Registration): RegistrationOutcome {
  const { manifest, before } = input;
  if (before && sameManifest(before.manifest, manifest))
    return { kind: 'unchanged', workflow: before };
  const locked = lockPins(input);
  const problems = [...locked.problems, ...placeProblems(input), ...reviewProblems(input)];
  if (problems.length > 0) return { kind: 'problems', problems };
  const releases = lockedReleases(locked.locks, input.catalog);
  const workflow = nextWorkflow(input, locked.locks, releases);
  return { kind: 'accepted', workflow, warnings: warnings(input, workflow) };
}

function nextWorkflow(input: Registration, locks: Lock[], releases: Release[]): Workflow {
  const { manifest, before, by, now } = input;
  const revision = (before?.revision ?? 0) + 1;
  const missingScopes = neededScopes(manifest, releases).filter(
    (s) => !input.preGranted.includes(s) && !before?.granted?.includes(s),
  );
  const fresh = missingScopes.length === 0 ? 'active' : 'registered';
  const next: Workflow = {
    id: manifest.workflow,
    team: manifest.owner,
    owner: manifest.owner_person ?? before?.owner ?? by,
    backup: manifest.backup,
    purpose: manifest.purpose ?? before?.purpose ?? '',
    status:
      before && before.status !== 'registered' && before.status !== 'active'
        ? before.status
        : fresh,
    home: before?.home ?? input.home,
    revision,
    gateRevision: revision,
    manifest,
    locks,
    actions: [...new Set(releases.flatMap((release) => release.surface.actions))].sort(),
    missingScopes,
    lastEditor: by,
    registeredAt: before?.registeredAt ?? now,
    updatedAt: now,
    ...(before?.keys ? { keys: before.keys } : {}),
    ...(before?.granted ? { granted: before.granted } : {}),
  };
  const same = before && gateRelevant(before) === gateRelevant(next);
  return same ? { ...next, gateRevision: before.gateRevision } : next;
}

/** What an approval is bound to. A changed purpose or contact channel leaves pending approvals alone. */
function gateRelevant(workflow: Workflow): string | undefined {
  const { review_required_actions, gates, scopes, systems } = workflow.manifest;
  const { locks, owner, backup, team } = workflow;
  return canonicalize({
    review_required_actions,
    gates,
    scopes,
    systems,
    locks,
    owner,
    backup,
    team,
  });
}

function lockPins(input: Registration): { locks: Lock[]; problems: ManifestProblem[] } {
  const locks: Lock[] = [];
  const problems: ManifestProblem[] = [];
  const seen = new Set<string>();
  for (const [index, pin] of pinsOf(input.manifest).entries()) {
    const id = componentId(pin.kind, pin.name);
    const outcome = seen.has(id)
      ? `${id} is pinned twice; keep one line.`
      : lockPin(pin, id, input);
    seen.add(id);
    if (typeof outcome === 'string') problems.push({ field: `uses[${index}]`, say: outcome });
    else locks.push(outcome);
  }
  return { locks, problems };
}

/** The pin's lock, or the sentence that says why there is none. */
function lockPin(pin: Pin, id: string, input: Registration): Lock | string {
  const releases = input.catalog.get(id);
  if (!releases || releases.length === 0) {
    return `${id} is not in the catalog. Look for what exists with "find ${pin.name}".`;
  }
  const versions = releases.map((release) => release.version);
  const open = releases
    .filter((release) => release.lifecycle === 'active' || release.lifecycle === 'deprecated')
    .map((release) => release.version);
  // What a bad range is told to be instead must be open to new pins.
  const range = checkRange(pin.range, open.length > 0 ? open : versions);
  if (range.kind === 'bad') return `${id}: ${range.say}`;
  const kept = input.before?.locks.find(
    (lock) => lock.component === id && lock.range === pin.range,
  );
  if (kept) return kept;
  const version = highest(pin.range, open);
  if (version) return { component: id, range: pin.range, version };
  const closed = versions.some((one) => satisfies(one, pin.range));
  if (closed) return `${id}: every version in "${pin.range}" is closed to new pins.`;
  const newest = highest('*', versions) ?? versions[0];
  return `${id}: no version satisfies "${pin.range}". The newest is ${newest}.`;
}

function lockedReleases(locks: readonly Lock[], catalog: Registration['catalog']): Release[] {
  return locks.flatMap((lock) => {
    const release = catalog.get(lock.component)?.find((one) => one.version === lock.version);
    return release ? [release] : [];
  });
}

/** The scopes asked for: per connector those the manifest names, else all that the release has. */
function neededScopes(manifest: Manifest, releases: readonly Release[]): string[] {
  const scopes = releases
    .filter((release) => release.component.startsWith('connector/'))
    .flatMap((release) => {
      const name = release.component.slice('connector/'.length);
      const named = manifest.scopes ?? {};
      return (Object.hasOwn(named, name) && named[name]) || release.surface.scopes;
    });
  return [...new Set(scopes)].sort();
}

/** The registry's own id rules: a workflow's name belongs to one team; its home is moved deliberately. */
function placeProblems({ manifest, before, home, members }: Registration): ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  if (before && before.team !== manifest.owner) {
    problems.push({
      field: 'workflow',
      say: `The name "${manifest.workflow}" is taken by ${before.team}. Choose another.`,
    });
    return problems;
  }
  if (before && before.home !== home) {
    const where = before.home === 'repo' ? 'its repository, through CI' : 'Slack, with /yard edit';
    problems.push({ field: 'workflow', say: `"${manifest.workflow}" is edited in ${where}.` });
  }
  for (const field of ['owner_person', 'backup'] as const) {
    const person = manifest[field];
    if (person && !members.includes(person)) {
      problems.push({ field, say: `${person} is no member of ${manifest.owner}.` });
    }
  }
  return problems;
}

/**
 * "A revision that removes a gate, adds a scope or system, or changes owner, approvers or card
 * template stays proposed until reviewed; the last accepted one is in force." Reviews of proposed
 * revisions are not built yet, so such a revision is refused and the accepted one stays.
 */
function reviewProblems({ manifest, before }: Registration): ManifestProblem[] {
  if (!before) return [];
  const was = before.manifest;
  const added = (now: readonly string[] = [], then: readonly string[] = []) =>
    now.filter((one) => !then.includes(one));
  const problems: ManifestProblem[] = [];
  const needsReview = (field: string, what: string) =>
    problems.push({
      field,
      say: `${what} needs a review; revision ${before.revision} stays in force.`,
    });
  const gone = added(was.review_required_actions, manifest.review_required_actions);
  if (gone.length > 0)
    needsReview('review_required_actions', `Removing the gate on ${gone.join(', ')}`);
  if (added(manifest.systems, was.systems).length > 0) needsReview('systems', 'Adding a system');
  if (canonicalize(manifest.scopes ?? {}) !== canonicalize(was.scopes ?? {})) {
    needsReview('scopes', 'Changing scopes');
  }
  if (canonicalize(manifest.gates ?? {}) !== canonicalize(was.gates ?? {})) {
    needsReview('gates', 'Changing how an action is approved');
  }
  if (manifest.owner_person && manifest.owner_person !== before.owner) {
    needsReview('owner_person', 'Changing the owner');
  }
  return problems;
}

/** "Registration warns when only one person could decide." Also: gates nobody meets, actions nobody gates. */
function warnings({ manifest, members, by }: Registration, workflow: Workflow): string[] {
  const gated = manifest.review_required_actions ?? [];
  const said: string[] = [];
  const unknown = gated.filter((action) => !workflow.actions.includes(action));
  if (unknown.length > 0) {
    said.push(
      `No pinned component lists ${unknown.join(', ')}. It is gated all the same; check the spelling.`,
    );
  }
  const open = workflow.actions.filter((action) => !gated.includes(action));
  if (open.length > 0) said.push(`Without a gate: ${open.join(', ')}.`);
  const deciders = members.filter((member) => member !== by && member !== workflow.owner);
  if (gated.length > 0 && deciders.length <= 1) {
    const who = deciders.length === 0 ? 'Nobody' : 'Only one person';
    said.push(`${who} in ${manifest.owner} could decide on its approvals besides you.`);
  }
  if (workflow.missingScopes.length > 0) {
    said.push(
      `It waits for access to ${workflow.missingScopes.join(', ')} and gets no credentials before.`,
    );
  }
  return said;
}

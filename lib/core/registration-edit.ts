import type { Approvers } from './approvers.ts';
import { componentId } from './component.ts';
import { YES_TERMS, type YesTerm } from './gate-terms.ts';
import { type GateRule, gateRule, type Manifest, pinsOf, useLine } from './manifest.ts';
import { surfaceChanges } from './manifest-diff/surface.ts';
import type { PersonKey } from './people.ts';
import { DEFAULT_EXPIRY_MINUTES } from './policy.ts';
import { isWithin, rangeAround, type Width } from './range-width.ts';
import { scopesByConnector } from './registration/access.ts';
import { lockedReleases, openVersions, type Releases } from './registration/locks.ts';
import { highest, satisfies } from './version.ts';
import type { Workflow } from './workflow.ts';

export interface ConnectorScopes {
  readonly connector: string;
  readonly scopes: readonly string[];
  readonly chosen: readonly string[];
}

/** A later version that is open: what to write for it, and what it may touch that the locked one may not. */
export interface Upgrade {
  readonly component: string;
  readonly locked: string;
  readonly version: string;
  readonly range: string;
  readonly changes: readonly string[];
  /** Whether the locked version may be pinned alone instead, as its range is wider than it may be. */
  readonly exact?: boolean;
}

/** What a workflow's form offers to change. */
export interface EditOptions {
  readonly actions: readonly string[];
  readonly gated: readonly string[];
  readonly connectors: readonly ConnectorScopes[];
  readonly upgrades: readonly Upgrade[];
}

/**
 * What the edit form lets somebody choose from, and what is chosen now. No range that it offers is
 * wider than `widest`: a form has no place to write another.
 */
export function editOptions(
  workflow: Workflow,
  catalog: Releases,
  widest: Width = 'minor',
): EditOptions {
  const { manifest, locks, actions } = workflow;
  const gated = manifest.review_required_actions ?? [];
  const releases = lockedReleases(locks, catalog);
  const chosen = scopesByConnector(manifest, releases);
  return {
    actions: [...new Set([...actions, ...gated])].sort(),
    gated,
    connectors: [...chosen].flatMap(([connector, now]) => {
      const release = releases.find((one) => one.component === `connector/${connector}`);
      const scopes = [...new Set([...(release?.surface.scopes ?? []), ...now])];
      return scopes.length > 0 ? [{ connector, scopes, chosen: now }] : [];
    }),
    upgrades: locks.flatMap((lock) => upgradeOf(lock, catalog, widest)),
  };
}

/**
 * "A later release never moves a lock; it is offered, with the difference, and the owner takes it."
 * Where a pin has become too wide, staying at its version is offered too, or the form could not be saved.
 */
function upgradeOf(lock: Workflow['locks'][number], catalog: Releases, widest: Width): Upgrade[] {
  const { component, version: locked } = lock;
  const releases = catalog.get(component) ?? [];
  const open = openVersions(releases);
  const exact = !isWithin(lock.range, widest) && open.includes(locked);
  const now = releases.find((one) => one.version === locked);
  const version = highest(`>${locked}`, open);
  const newest = releases.find((one) => one.version === version);
  if (!now || !newest) {
    return exact ? [{ component, locked, version: locked, range: locked, changes: [] }] : [];
  }
  const patches = satisfies(newest.version, lock.range) ? `~${newest.version}` : undefined;
  const range =
    patches && isWithin(patches, widest) ? patches : rangeAround(newest.version, widest);
  const changes = surfaceChanges(now.surface, newest.surface);
  const upgrade = { component, locked, version: newest.version, range, changes };
  return [exact ? { ...upgrade, exact } : upgrade];
}

export interface Rule {
  readonly quorum: number;
  readonly minutes: number;
  readonly terms: readonly YesTerm[];
  readonly approvers?: Approvers;
}

/** A rule as it was filled in. Absent: terms, people and team were not shown. Team '': none. */
export interface RuleEdit extends Omit<Rule, 'approvers' | 'terms'> {
  readonly terms?: readonly YesTerm[];
  readonly people?: readonly PersonKey[];
  readonly team?: string;
}

/** How an action is approved, the usual filled in. */
export function ruleOf(manifest: Manifest, action: string): Rule {
  const rule = gateRule(manifest, action);
  const { quorum = 1, expires_in_minutes: minutes = DEFAULT_EXPIRY_MINUTES, approvers } = rule;
  const terms = YES_TERMS.filter((term) => rule[term]);
  return { quorum, minutes, terms, ...(approvers ? { approvers } : {}) };
}

/** What was filled in. A list or a rule that was not shown is absent, and stays as it is. */
export interface Edit {
  readonly purpose: string;
  readonly owner: PersonKey | undefined;
  readonly backup: PersonKey | undefined;
  readonly gated: readonly string[];
  readonly rules: ReadonlyMap<string, RuleEdit>;
  readonly scopes: ReadonlyMap<string, readonly string[]>;
  /** New ranges by component id. */
  readonly ranges: ReadonlyMap<string, string>;
}

/** The manifest that the edited form stands for. A form sent as it was opened gives the same manifest. */
export function applyEdit(workflow: Workflow, options: EditOptions, edit: Edit): Manifest {
  const { manifest } = workflow;
  const next: Manifest = {
    ...manifest,
    uses: pinsOf(manifest).map((pin) => {
      const range = edit.ranges.get(componentId(pin.kind, pin.name));
      return useLine(range === undefined ? pin : { ...pin, range });
    }),
    purpose: edit.purpose === workflow.purpose ? manifest.purpose : edit.purpose || undefined,
    owner_person: !edit.owner || edit.owner === workflow.owner ? manifest.owner_person : edit.owner,
    backup: edit.backup,
    review_required_actions: gatedAfter(manifest, edit),
    gates: rulesAfter(manifest, edit),
    scopes: scopesAfter(manifest, options, edit),
  };
  return withoutGaps(next);
}

function gatedAfter({ review_required_actions: was }: Manifest, { gated }: Edit) {
  const kept = (was ?? []).filter((action) => gated.includes(action));
  const added = gated.filter((action) => !kept.includes(action));
  return was === undefined && gated.length === 0 ? undefined : [...kept, ...added];
}

/** Rules of actions that are gated no more go with their gate; the usual is not written down anew. */
function rulesAfter(manifest: Manifest, { gated, rules }: Edit): Manifest['gates'] {
  const was = new Map(Object.entries(manifest.gates ?? {}));
  const kept = gated.flatMap((action) => {
    const rule = rules.get(action);
    const now = ruleOf(manifest, action);
    const before = was.get(action);
    if (!rule) return before ? [[action, before] as const] : [];
    const { approvers: _, ...others } = before ?? {};
    const approvers = approversAfter(before, rule);
    const written: GateRule = {
      ...termsAfter(others, rule.terms ?? now.terms),
      ...(rule.quorum === now.quorum ? {} : { quorum: rule.quorum }),
      ...(rule.minutes === now.minutes ? {} : { expires_in_minutes: rule.minutes }),
      ...(approvers ? { approvers } : {}),
    };
    const isKept = Object.keys(written).length > 0 || (before && Object.keys(before).length === 0);
    return isKept ? [[action, written] as const] : [];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function termsAfter(before: GateRule, terms: readonly YesTerm[]): GateRule {
  const { step_up: _, reason_required: __, exclude_owner: ___, ...others } = before;
  return { ...others, ...Object.fromEntries(terms.map((term) => [term, true])) };
}

/** The form has people and a team; a user group and who is on call stay as they are. */
function approversAfter(before: GateRule | undefined, edit: RuleEdit): Approvers | undefined {
  const was = before?.approvers;
  const { people: old = [], team: oldTeam, ...rest } = was ?? {};
  const { people = old, team = oldTeam } = edit;
  const now = sameSet(people, old) ? old : [...people];
  const next: Approvers = {
    ...rest,
    ...(now.length > 0 ? { people: now } : {}),
    ...(team ? { team } : {}),
  };
  return Object.keys(next).length > 0 ? next : undefined;
}

function scopesAfter(manifest: Manifest, options: EditOptions, edit: Edit): Manifest['scopes'] {
  const changed = options.connectors.flatMap(({ connector, scopes, chosen }) => {
    const wanted = edit.scopes.get(connector);
    const same = wanted === undefined || sameSet(wanted, chosen);
    return same ? [] : [[connector, scopes.filter((one) => wanted.includes(one))] as const];
  });
  if (changed.length === 0) return manifest.scopes;
  return { ...manifest.scopes, ...Object.fromEntries(changed) };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

function withoutGaps(manifest: Manifest): Manifest {
  const { purpose, owner_person, backup, review_required_actions, gates, scopes, ...rest } =
    manifest;
  return {
    ...rest,
    ...(purpose === undefined ? {} : { purpose }),
    ...(owner_person === undefined ? {} : { owner_person }),
    ...(backup === undefined ? {} : { backup }),
    ...(review_required_actions === undefined ? {} : { review_required_actions }),
    ...(gates === undefined ? {} : { gates }),
    ...(scopes === undefined ? {} : { scopes }),
  };
}

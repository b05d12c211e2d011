import { componentId } from './component.ts';
import { DEFAULT_EXPIRY_MINUTES } from './gate.ts';
import { type Manifest, pinsOf, useLine } from './manifest.ts';
import { surfaceChanges } from './manifest-diff/surface.ts';
import type { PersonKey } from './people.ts';
import { scopesByConnector } from './registration/access.ts';
import { lockedReleases, openVersions, type Releases } from './registration/locks.ts';
import { highest, minorRange, satisfies } from './version.ts';
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
}

/** What a workflow's form offers to change. */
export interface EditOptions {
  readonly actions: readonly string[];
  readonly gated: readonly string[];
  readonly connectors: readonly ConnectorScopes[];
  readonly upgrades: readonly Upgrade[];
}

/** What the edit form lets somebody choose from, and what is chosen now. */
export function editOptions(workflow: Workflow, catalog: Releases): EditOptions {
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
    upgrades: locks.flatMap((lock) => upgradeOf(lock, catalog)),
  };
}

/** "A later release never moves a lock; it is offered, with the difference, and the owner takes it." */
function upgradeOf(lock: Workflow['locks'][number], catalog: Releases): Upgrade[] {
  const releases = catalog.get(lock.component) ?? [];
  const locked = releases.find((one) => one.version === lock.version);
  const version = highest(`>${lock.version}`, openVersions(releases));
  const newest = releases.find((one) => one.version === version);
  if (!locked || !newest) return [];
  const { component } = lock;
  const range = satisfies(newest.version, lock.range)
    ? `~${newest.version}`
    : minorRange(newest.version);
  const changes = surfaceChanges(locked.surface, newest.surface);
  return [{ component, locked: lock.version, version: newest.version, range, changes }];
}

export interface Rule {
  readonly quorum: number;
  readonly minutes: number;
}

/** How an action is approved, the usual filled in. */
export function ruleOf(manifest: Manifest, action: string): Rule {
  const gates = manifest.gates ?? {};
  const rule = (Object.hasOwn(gates, action) && gates[action]) || {};
  return { quorum: rule.quorum ?? 1, minutes: rule.expires_in_minutes ?? DEFAULT_EXPIRY_MINUTES };
}

/** What was filled in. A list or a rule that was not shown is absent, and stays as it is. */
export interface Edit {
  readonly purpose: string;
  readonly owner: PersonKey | undefined;
  readonly backup: PersonKey | undefined;
  readonly gated: readonly string[];
  readonly rules: ReadonlyMap<string, Rule>;
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
    if (!rule || (rule.quorum === now.quorum && rule.minutes === now.minutes)) {
      return before ? [[action, before] as const] : [];
    }
    const written = {
      ...before,
      ...(rule.quorum === now.quorum ? {} : { quorum: rule.quorum }),
      ...(rule.minutes === now.minutes ? {} : { expires_in_minutes: rule.minutes }),
    };
    return [[action, written] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
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

import { componentId, type Release } from './component.ts';
import { type Manifest, type ManifestProblem, pinsOf, useLine } from './manifest.ts';
import { rangeAround, type Width } from './range-width.ts';
import { type Moves, openVersions, type Releases } from './registration/locks.ts';
import type { ReviewReason } from './registration/reviews.ts';
import { type Registration, register } from './registration.ts';
import { diffReleases, isPermission, type ReleaseChange } from './release-diff.ts';
import { highest, isVersion, satisfies } from './version.ts';
import type { Lock, Workflow } from './workflow.ts';

/** A later open release of something that a workflow pins. */
export interface UpgradeOffer {
  readonly component: string;
  readonly locked: string;
  readonly version: string;
  /** Inside the declared range the lock alone moves; beyond it the manifest's line changes. */
  readonly within: boolean;
  /** What the manifest's line says then. */
  readonly range: string;
  readonly lifecycle: Release['lifecycle'];
  readonly difference: readonly ReleaseChange[];
  readonly samePermissions: boolean;
  /** The workflow's own model, where the two name different ones: it counts before either. */
  readonly keepsModel?: string;
}

/**
 * "A later release never moves a lock; it is offered, with the difference, and the owner takes it."
 * For each lock the highest open release inside its range, and the highest beyond it, in the order of
 * the pins. Ranges that are written anew are at most `widest`.
 */
export function upgradeOffers(
  workflow: Workflow,
  catalog: Releases,
  widest: Width = 'minor',
): UpgradeOffer[] {
  return workflow.locks.flatMap((lock) => {
    const releases = catalog.get(lock.component) ?? [];
    const locked = releases.find((one) => one.version === lock.version);
    const later = openVersions(releases).filter((one) => satisfies(one, `>${lock.version}`));
    const best = [highest(lock.range, later), highest(`>${lock.version}`, later)];
    return releases
      .filter((one) => locked && best.includes(one.version))
      .map((release) => offerOf(release, { lock, locked, workflow, widest }))
      .sort((a, b) => Number(b.within) - Number(a.within));
  });
}

interface Against {
  readonly lock: Lock;
  readonly locked: Release | undefined;
  readonly workflow: Workflow;
  readonly widest: Width;
}

function offerOf(release: Release, { lock, locked, workflow, widest }: Against): UpgradeOffer {
  const { component, version, lifecycle } = release;
  const within = satisfies(version, lock.range);
  const difference = diffReleases(locked, release);
  const own = workflow.manifest.model_default;
  const otherModel = difference.some((one) => one.field === 'model_default');
  return {
    ...{ component, locked: lock.version, version, within, lifecycle, difference },
    range: within ? lock.range : rangeAround(version, widest),
    samePermissions: !difference.some(isPermission),
    ...(own && otherModel ? { keepsModel: own } : {}),
  };
}

/** What somebody takes: this very version, as it was offered. */
export interface Take {
  readonly component: string;
  readonly version: string;
}

export type Taken =
  | {
      readonly kind: 'taken';
      readonly manifest: Manifest;
      readonly moves: Moves;
      /** Those whose line in the manifest changes: beyond the range that it declares. */
      readonly beyond: readonly Take[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] };

/** The registration that takes these: lines are rewritten only where a version lies beyond their range. */
export function takeInto(
  { manifest }: Pick<Workflow, 'manifest'>,
  take: readonly Take[],
  widest: Width = 'minor',
): Taken {
  const ranges = new Map(
    pinsOf(manifest).map((pin) => [componentId(pin.kind, pin.name), pin.range]),
  );
  const problems = take.flatMap((one, n) => {
    const say = takeProblem(one, take.slice(0, n), ranges);
    return say ? [{ field: `take[${n}]`, say }] : [];
  });
  if (problems.length > 0) return { kind: 'problems', problems };
  const versions = new Map(take.map((one) => [one.component, one.version]));
  const uses = pinsOf(manifest).map((pin) => {
    const version = versions.get(componentId(pin.kind, pin.name));
    const kept = version === undefined || satisfies(version, pin.range);
    return useLine(kept ? pin : { ...pin, range: rangeAround(version, widest) });
  });
  const beyond = take.filter(
    ({ component, version }) => !satisfies(version, ranges.get(component) ?? ''),
  );
  return {
    kind: 'taken',
    manifest: { ...manifest, uses },
    moves: { kind: 'take', versions },
    beyond,
  };
}

function takeProblem(
  { component, version }: Take,
  others: readonly Take[],
  ranges: ReadonlyMap<string, string>,
): string | undefined {
  if (!ranges.has(component))
    return `${component} is not pinned here, so there is nothing to move.`;
  if (others.some((one) => one.component === component)) {
    return `${component} is named twice. Take one of its versions.`;
  }
  return isVersion(version) ? undefined : `"${version}" is no version. Write one like "3.2.4".`;
}

/** What taking an offer, and nothing else, would come to: "the same rules as every revision". */
type Effect =
  | { readonly kind: 'at-once' }
  | { readonly kind: 'review'; readonly reasons: readonly ReviewReason[] }
  | { readonly kind: 'refused'; readonly say: readonly string[] };

export interface Offer extends UpgradeOffer {
  readonly effect: Effect;
}

/** Every offer for the workflow that `ground` was loaded for, each decided as a registration of its own. */
export function offersFor(
  ground: Registration & { readonly before: Workflow },
  widest: Width = 'minor',
): Offer[] {
  const { before, catalog } = ground;
  return upgradeOffers(before, catalog, widest).map((offer) => ({
    ...offer,
    effect: effectOf(ground, offer, widest),
  }));
}

function effectOf(
  ground: Registration & { readonly before: Workflow },
  { component, version }: Take,
  widest: Width,
): Effect {
  const taken = takeInto(ground.before, [{ component, version }], widest);
  if (taken.kind === 'problems') return refused(taken.problems);
  const { manifest, moves } = taken;
  const outcome = register({ ...ground, manifest, moves, home: ground.before.home });
  if (outcome.kind === 'problems') return refused(outcome.problems);
  return outcome.kind === 'proposed'
    ? { kind: 'review', reasons: outcome.reasons }
    : { kind: 'at-once' };
}

function refused(problems: readonly ManifestProblem[]): Effect {
  return { kind: 'refused', say: problems.map((one) => one.say) };
}

import type { Component, Release } from '../core/component.ts';
import { releaseSchema } from '../core/component.ts';
import type { Found } from '../core/found.ts';
import type { Success } from '../core/outcomes.ts';
import type { PersonKey } from '../core/people.ts';
import { type ComesAlong, comesAlong } from '../core/promotion/along.ts';
import { useOf } from '../core/promotion/use.ts';
import type { Promotion, Use } from '../core/promotion.ts';
import { openVersions } from '../core/registration/locks.ts';
import { diffReleases, isPermission, type ReleaseChange } from '../core/release-diff.ts';
import type { Workflow } from '../core/workflow.ts';
import { releaseKey } from '../store/keys.ts';
import { readPart } from '../store/read.ts';
import type { Catalog } from './catalog-index.ts';
import type { Deps } from './deps.ts';
import { successShown } from './outcomes.ts';
import { loadPromotion } from './promotion-store.ts';
import { loadComponent } from './publish-ground.ts';
import { releasesOf } from './register.ts';

/** A difference from something that is known. */
interface Against {
  /** `plugin/reply-drafter 2.9.0` */
  readonly what: string;
  readonly changes: readonly ReleaseChange[];
}

/** All that a review of a promotion is decided on. */
export interface PromotionShown {
  readonly promotion: Promotion;
  readonly component: Component;
  readonly release: Release | undefined;
  /** Against what was shared before; undefined when the catalog never had it: then it is new. */
  readonly shared: Against | undefined;
  /** What it may touch at all. */
  readonly touches: readonly ReleaseChange[];
  /** "Against the origin when it is a copy." */
  readonly origin: Against | undefined;
  /** Other open versions, which are shared with it. */
  readonly along: readonly ComesAlong[];
  readonly use: Use;
  /** Shared components that do much the same, with why. */
  readonly similar: readonly Pick<Found, 'id' | 'why'>[];
  /** Of blocks and skills. */
  readonly success: Success | undefined;
  /** Workflows of other teams that pin it: who is concerned when it is taken back. */
  readonly others: readonly { readonly workflow: string; readonly owner: PersonKey }[];
}

const MOST_SIMILAR = 3;

/** All that its card shows; `version` counts the promotion's states. Undefined when there is none. */
export async function showPromotion(
  deps: Deps,
  id: string,
): Promise<{ readonly shown: PromotionShown; readonly version: number } | undefined> {
  const head = await loadPromotion(deps, id);
  const component = head && (await loadComponent(deps, head.state.component));
  if (!component) return undefined;
  const shown = await shownOf(deps, head.state, component.state);
  return { shown, version: head.chain.seq };
}

async function shownOf(
  deps: Deps,
  promotion: Promotion,
  component: Component,
): Promise<PromotionShown> {
  const { sharedBefore } = promotion;
  const [releases, origin, catalog, success] = await Promise.all([
    releasesOf(deps, component.id),
    originOf(deps, component),
    deps.catalog.load(),
    successShown(deps, component),
  ]);
  const release = releases.find((one) => one.version === promotion.version);
  const before = releases.find((one) => one.version === sharedBefore);
  return {
    promotion,
    component,
    release,
    shared: before && against(before, release),
    touches: release ? permissions(undefined, release) : [],
    origin: origin && against(origin, release),
    along: release ? comesAlong(release, openReleases(releases)) : [],
    use: useOf(catalog.workflows.values(), component.id),
    similar: await similarTo(catalog, component),
    success,
    others: others(catalog.workflows.values(), promotion),
  };
}

function openReleases(releases: readonly Release[]): Release[] {
  const open = openVersions(releases);
  return releases.filter((one) => open.includes(one.version));
}

async function originOf(deps: Deps, { derivedFrom }: Component): Promise<Release | undefined> {
  if (!derivedFrom) return undefined;
  const key = releaseKey(derivedFrom.component, derivedFrom.version);
  return (await readPart(deps.store, key, releaseSchema))?.state;
}

function against(before: Release, after: Release | undefined): Against {
  const what = `${before.component} ${before.version}`;
  return { what, changes: after ? permissions(before, after) : [] };
}

function permissions(before: Release | undefined, after: Release): ReleaseChange[] {
  return diffReleases(before, after).filter(isPermission);
}

/** "Likely duplicates in the catalog". */
async function similarTo(catalog: Catalog, { id, title, description }: Component) {
  const matches = await catalog.similar(`${title}. ${description}`, 20);
  return matches
    .filter((one) => one.id !== id && catalog.components.get(one.id)?.visibility === 'shared')
    .slice(0, MOST_SIMILAR)
    .map((one) => ({ id: one.id, why: one.why }));
}

function others(workflows: Iterable<Workflow>, { component, team }: Promotion) {
  return [...workflows]
    .filter((one) => one.status !== 'retired' && one.team !== team)
    .filter((one) => one.locks.some((lock) => lock.component === component))
    .map(({ id: workflow, owner }) => ({ workflow, owner }));
}

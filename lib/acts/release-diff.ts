import type { Component, Release } from '../core/component.ts';
import { releaseBefore } from '../core/import-plan/release.ts';
import { diffReleases, type ReleaseChange } from '../core/release-diff.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { newestFirst } from '../core/version.ts';
import { adviseVersion } from '../core/version-advice.ts';
import type { Deps } from './deps.ts';
import { loadComponent } from './publish-ground.ts';
import { releasesOf } from './register.ts';

/** In the place of a version: the release that a copy was made of. */
export const ORIGIN = 'origin';

export interface ReleaseDiffAsked {
  /** `plugin/reply-drafter` */
  readonly component: string;
  /** A version, or `origin`; absent: the version before `to`, or the origin before a first one. */
  readonly from?: string | undefined;
  /** Absent: the newest. */
  readonly to?: string | undefined;
}

export interface ReleaseDiff {
  readonly kind: 'diff';
  readonly component: Component;
  /** None before a first release: then everything is new. */
  readonly from: Release | undefined;
  readonly to: Release;
  readonly changes: readonly ReleaseChange[];
}

type NotCompared = Refusal<'no-component' | 'no-version' | 'bad-version'>;

/**
 * "Readable diff between any two" releases of a component, in any order of their versions, or of one
 * and the release that the component is a copy of. Whoever may find may compare: doors ask before.
 */
export async function releaseDiff(
  deps: Deps,
  asked: ReleaseDiffAsked,
): Promise<ReleaseDiff | NotCompared> {
  const { component: id } = asked;
  const component = (await loadComponent(deps, id))?.state;
  if (!component) return refuse('no-component', `There is no ${id} in the catalog.`);
  const releases = await releasesOf(deps, id);
  const to = find(component, releases, asked.to ?? component.latest);
  if ('why' in to) return to;
  const from = await earlier(deps, { component, releases, to }, asked.from);
  if (from && 'why' in from) return from;
  return { kind: 'diff', component, from, to, changes: diffReleases(from, to) };
}

interface Known {
  readonly component: Component;
  readonly releases: readonly Release[];
  readonly to: Release;
}

async function earlier(
  deps: Deps,
  { component, releases, to }: Known,
  from: string | undefined,
): Promise<Release | NotCompared | undefined> {
  if (from !== undefined && from !== ORIGIN) return find(component, releases, from);
  if (from === undefined) {
    const order = newestFirst(releases.map((one) => one.version));
    const before = order[order.indexOf(to.version) + 1];
    if (before !== undefined) return releases.find((one) => one.version === before);
  }
  const { id, derivedFrom } = component;
  if (derivedFrom) return originOf(deps, derivedFrom);
  if (from === undefined) return undefined;
  return refuse('no-version', `${id} is no copy of anything, so it has no origin to compare with.`);
}

async function originOf(
  deps: Deps,
  { component, version }: NonNullable<Component['derivedFrom']>,
): Promise<Release | NotCompared> {
  const found = releaseBefore(version, await releasesOf(deps, component));
  return (
    found ?? refuse('no-version', `Its origin, ${component} ${version}, is not there any more.`)
  );
}

const MOST_NAMED = 5;

/** The release of this version, whatever is written after a +. */
function find(
  { id }: Component,
  releases: readonly Release[],
  version: string,
): Release | NotCompared {
  const advice = adviseVersion(version);
  if (advice.kind === 'bad') return refuse('bad-version', advice.say);
  const found = releaseBefore(version, releases);
  if (found) return found;
  const newest = newestFirst(releases.map((one) => one.version)).slice(0, MOST_NAMED);
  return refuse('no-version', `${id} has no version ${version}. The newest: ${newest.join(', ')}.`);
}

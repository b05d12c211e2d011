import { type Component, LIFECYCLE, type Release } from './component.ts';
import { count } from './count.ts';
import type { Ending } from './ending.ts';
import { milliseconds } from './time.ts';
import { satisfies } from './version.ts';

export type Lifecycle = Release['lifecycle'];

/** The state of a range at an instant, by its dates alone: no job has to have run. */
export function stateAt(ending: Ending, now: string): Lifecycle {
  if (ending.deprecated === undefined || now < ending.deprecated) return 'active';
  if (now >= ending.stops) return 'disabled';
  return now >= ending.closes ? 'closed' : 'deprecated';
}

/** The later of two states. */
export function laterOf(a: Lifecycle, b: Lifecycle): Lifecycle {
  return LIFECYCLE.indexOf(a) >= LIFECYCLE.indexOf(b) ? a : b;
}

/** What ends this version, in force at that instant: the one that is furthest, then the one that stops first. */
export function endingOf(
  version: string,
  endings: readonly Ending[],
  now: string,
): Ending | undefined {
  const rank = (one: Ending) => LIFECYCLE.indexOf(stateAt(one, now));
  return endings
    .filter((one) => rank(one) > 0 && satisfies(version, one.range))
    .sort((a, b) => rank(b) - rank(a) || (a.stops < b.stops ? -1 : 1))[0];
}

/**
 * A release as it stands at that instant: the later of what is stored and what its dates say. `ending`
 * is derived and never stored.
 */
export function releaseAt(
  { ending: _, ...release }: Release,
  endings: readonly Ending[],
  now: string,
): Release {
  const ending = endingOf(release.version, endings, now);
  if (!ending) return release;
  return { ...release, lifecycle: laterOf(release.lifecycle, stateAt(ending, now)), ending };
}

/** What to pin instead of a release that ends: `kind/name@version`, or the name it goes on as. */
export function insteadOf({ ending, successor }: Release): string | undefined {
  return ending?.successor ?? successor;
}

/** How the version that stands for a component stands at that instant. */
export function standsAt(
  { latest, endings = [] }: Pick<Component, 'latest' | 'endings'>,
  now: string,
): { readonly lifecycle: Lifecycle; readonly successor?: string } {
  const ending = endingOf(latest, endings, now);
  if (!ending) return { lifecycle: 'active' };
  return { lifecycle: stateAt(ending, now), successor: ending.successor };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days until a moment, begun ones counted; 0 once it is there. */
export function daysUntil(moment: string, now: string): number {
  return Math.max(0, Math.ceil((milliseconds(moment) - milliseconds(now)) / DAY_MS));
}

/** "2.0.1" of the same component, else all of "connector/other 1.0.0". */
export function successorWords(successor: string, component: string): string {
  const { component: to, version } = successorParts(successor);
  return to === component ? version : `${to} ${version}`.trim();
}

/** The two halves of `kind/name@version`; of a component alone the version is ''. */
export function successorParts(successor: string): {
  readonly component: string;
  readonly version: string;
} {
  const at = successor.lastIndexOf('@');
  if (at < 0) return { component: successor, version: '' };
  return { component: successor.slice(0, at), version: successor.slice(at + 1) };
}

/**
 * What whoever is locked to a release that ends is told, with "what stops when, what replaces it";
 * undefined while nothing ends it. Days are counted from `now`.
 */
export function endingSentence(
  { component, version, lifecycle, ending }: Release,
  now: string,
): string | undefined {
  if (!ending) return undefined;
  const { successor, stops, stopsOn } = ending;
  const replaced = `${successorWords(successor, component)} replaces it.`;
  const left = count(daysUntil(stops, now), 'day');
  switch (lifecycle) {
    case 'disabled':
      return `${component} ${version} stopped on ${stopsOn}: what is locked to it gets no credentials. ${replaced}`;
    case 'closed':
      return `${component} ${version} takes no new pins and stops on ${stopsOn} (${left}): it gets no credentials from then on. ${replaced}`;
    default:
      return `${component} ${version} stops on ${stopsOn} (${left}): it gets no credentials from then on. ${replaced}`;
  }
}

import type { Release } from '../component.ts';
import {
  ANY_CONNECTOR,
  BY_BASELINE,
  BY_EARLIER,
  type Grant,
  grantOf,
  isInForce,
  sameWant,
  type Want,
  wantsOf,
  withGrants,
} from '../grant.ts';
import type { Manifest } from '../manifest.ts';
import type { Workflow } from '../workflow.ts';

export const CONNECTOR = 'connector/';

/** A workflow of which it is known what its manifest needs. */
export type Known = Workflow & { readonly needs: NonNullable<Workflow['needs']> };

/** Scopes by connector: those that the manifest names for it, else all that its release has. */
export function scopesByConnector(
  manifest: Manifest,
  releases: readonly Release[],
): ReadonlyMap<string, readonly string[]> {
  const connectors = releases.filter((release) => release.component.startsWith(CONNECTOR));
  return new Map(
    connectors.map((release) => {
      const name = release.component.slice(CONNECTOR.length);
      const named = manifest.scopes ?? {};
      return [name, (Object.hasOwn(named, name) && named[name]) || release.surface.scopes];
    }),
  );
}

/** The same as a workflow keeps it: connectors without scopes are left out, scopes are sorted. */
export function neededBy(manifest: Manifest, releases: readonly Release[]): Known['needs'] {
  return [...scopesByConnector(manifest, releases)]
    .map(([connector, scopes]) => ({ connector, scopes: [...new Set(scopes)].sort() }))
    .filter(({ scopes }) => scopes.length > 0);
}

/** Systems that the manifest declares and those that its locked releases touch. */
export function touchedSystems(manifest: Manifest, releases: readonly Release[]): string[] {
  const touched = releases.flatMap((release) => release.surface.systems);
  return [...new Set([...(manifest.systems ?? []), ...touched])].sort();
}

/**
 * A workflow with what it needs; `releases` are those it is locked to. One from before that was kept had
 * all that it needed but for its missing scopes: "what the revision in force already has, it keeps".
 */
export function known(workflow: Workflow, releases: readonly Release[]): Known {
  const { needs, missingScopes, updatedAt: at } = workflow;
  if (needs) return { ...workflow, needs };
  const needed = neededBy(workflow.manifest, releases);
  const kept = wantsOf(needed)
    .filter((want) => !missingScopes.includes(want.scope) && !grantOf(workflow, want, at))
    .map((want): Grant => ({ ...want, at, by: BY_EARLIER }));
  const grants = withGrants(workflow.grants, kept);
  return { ...workflow, needs: needed, ...(grants.length > 0 ? { grants } : {}) };
}

/** What is given with a revision by those who looked at it. */
export interface GivenWith {
  readonly scopes: readonly string[];
  readonly by: string;
  /** The proposal's id. */
  readonly request: string;
}

interface Granting {
  readonly needs: Known['needs'];
  readonly had: Known | undefined;
  readonly pinned: readonly string[];
  readonly preGranted: readonly string[];
  readonly given: GivenWith | undefined;
  readonly now: string;
}

/**
 * The grants that a revision comes with: those it had, what the baseline gives to everybody, and what
 * its review gave. A scope that the last revision needed already is none that this review looked at. A
 * grant goes with its connector's pin.
 */
export function grantsWith({ needs, had, pinned, preGranted, given, now }: Granting): Grant[] {
  const wants = wantsOf(needs);
  const isNeeded = (grant: Grant) => wants.some((want) => sameWant(want, grant));
  const kept = (had?.grants ?? []).filter((grant) => {
    const { connector, by } = grant;
    if (connector !== ANY_CONNECTOR && !pinned.includes(connector)) return false;
    return isNeeded(grant) || (by !== BY_BASELINE && isInForce(grant, now));
  });
  const fresh = freshWants(needs, had);
  const give = (want: Want): Grant[] => {
    if (grantOf({ grants: kept }, want, now)) return [];
    if (preGranted.includes(want.scope)) return [{ ...want, at: now, by: BY_BASELINE }];
    const isLookedAt =
      given?.scopes.includes(want.scope) && fresh.some((one) => sameWant(one, want));
    return given && isLookedAt ? [{ ...want, at: now, by: given.by, request: given.request }] : [];
  };
  return withGrants(kept, wants.flatMap(give));
}

/** What a revision needs and the one before did not. */
export function freshWants(needs: Known['needs'], had: Known | undefined): Want[] {
  const before = had ? wantsOf(had.needs) : [];
  return wantsOf(needs).filter((want) => !before.some((one) => sameWant(one, want)));
}

import type { Release } from './component.ts';
import { ANY_CONNECTOR, accessOf } from './grant.ts';
import { CONNECTOR } from './registration/access.ts';
import { actionsOf, gatedActionsOf } from './scope-actions.ts';
import { touchOf } from './systems.ts';
import type { Workflow } from './workflow.ts';

/** How much of what can happen through a system waits for an approval. */
export const GATED = ['all', 'some', 'none', 'no-actions'] as const;

/** What one workflow can do to one system. */
export interface ReachRow {
  readonly workflow: Workflow;
  /** `manifest`, and the locked releases that touch the system. */
  readonly via: readonly string[];
  /** Scopes in force of what touches it. */
  readonly scopes: readonly string[];
  /** Scopes that it asks for and nobody has given yet. */
  readonly waiting: readonly string[];
  readonly gated: (typeof GATED)[number];
  readonly gatedActions: readonly string[];
  /** Actions that nobody has to approve. */
  readonly openActions: readonly string[];
}

export interface ReachAround {
  /** By `kind/name@version`. */
  readonly releases: ReadonlyMap<string, Release>;
  /** Whether the baseline gates this action for a team, whatever its manifest says. */
  readonly ruled: (team: string, action: string) => boolean;
  readonly now: string;
}

/** How this workflow reaches the system of that key; undefined when it cannot, or not any more. */
export function reachRow(
  workflow: Workflow,
  key: string,
  { releases, ruled, now }: ReachAround,
): ReachRow | undefined {
  const touch = workflow.status === 'retired' ? undefined : touchOf(workflow.systems, key);
  if (!touch) return undefined;
  const through = touch.via.flatMap((one) => releases.get(one) ?? []);
  const asked = through.map((release) => scopesByAccess(workflow, release, now));
  const actions = sorted(through.flatMap(actionsOf));
  const gated = gatedActionsOf({ ...workflow, actions }, (action) => ruled(workflow.team, action));
  const gatedActions = actions.filter((action) => gated.has(action));
  const openActions = actions.filter((action) => !gated.has(action));
  return {
    workflow,
    via: touch.via,
    scopes: sorted(asked.flatMap((one) => one.given)),
    waiting: sorted(asked.flatMap((one) => one.waiting)),
    gated: gatedWord(gatedActions.length, openActions.length),
    gatedActions,
    openActions,
  };
}

/** What a workflow asks of a release: what it has at `now`, and what nobody has given, or not any more. */
export function scopesByAccess(
  workflow: Workflow,
  release: Release,
  now: string,
): { readonly given: readonly string[]; readonly waiting: readonly string[] } {
  const name = release.component.slice(CONNECTOR.length);
  const { missing } = accessOf(workflow, now);
  const isMissing = (scope: string) =>
    missing.some(
      (want) =>
        want.scope === scope && (want.connector === name || want.connector === ANY_CONNECTOR),
    );
  const asked = scopesOf(workflow, release);
  return {
    given: asked.filter((scope) => !isMissing(scope)),
    waiting: asked.filter(isMissing),
  };
}

/** What a workflow asks of a release: of a connector what its manifest names, else all there is. */
function scopesOf({ manifest }: Workflow, { component, surface }: Release): string[] {
  const name = component.startsWith(CONNECTOR) ? component.slice(CONNECTOR.length) : undefined;
  const named = manifest.scopes ?? {};
  const asked = name !== undefined && Object.hasOwn(named, name) ? named[name] : undefined;
  return [...(asked ?? surface.scopes)];
}

function gatedWord(gated: number, open: number): ReachRow['gated'] {
  if (gated + open === 0) return 'no-actions';
  if (open === 0) return 'all';
  return gated === 0 ? 'none' : 'some';
}

function sorted(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}

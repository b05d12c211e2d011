import {
  type Component,
  componentId,
  componentSchema,
  type Release,
  releaseSchema,
} from '../core/component.ts';
import type { Held } from '../core/import-plan.ts';
import type { Organisation, Team } from '../core/people.ts';
import type { Promoted, PublishGround } from '../core/publish.ts';
import type { ReleaseDraft } from '../core/release-draft.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { isVersion } from '../core/version.ts';
import { firstOfLook } from '../store/component-names.ts';
import type { Head } from '../store/item.ts';
import { componentSubject, releaseKey } from '../store/keys.ts';
import { readHead, readPart } from '../store/read.ts';
import { teamNames } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { releasesOf } from './register.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

/** Where a release is to stand: what is there, and whose it is. */
export interface Place {
  readonly kind: 'place';
  readonly organisation: Organisation;
  /** The team that the draft's owner leads to. */
  readonly team: Team;
  readonly head: Head<Component> | undefined;
  /** The team that the component's owner leads to. */
  readonly ownerNow: Team | undefined;
  /** Before the first release: the component that first took a name that looks like this one. */
  readonly look: string | undefined;
}

export async function loadPlace(
  deps: Deps,
  draft: ReleaseDraft,
): Promise<Place | Refusal<'no-team'>> {
  const [organisation, team, head] = await Promise.all([
    loadOrganisation(deps),
    loadTeam(deps, draft.owner),
    loadComponent(deps, componentId(draft.kind, draft.name)),
  ]);
  if (!team) {
    return refuse('no-team', `There is no team "${draft.owner}". The "owner" names a team.`);
  }
  const ownerNow = head && (await loadTeam(deps, head.state.team));
  const look = head ? undefined : await firstOfLook(deps.store, draft);
  return { kind: 'place', organisation, team, head, ownerNow, look };
}

/** A component's head by its id (`plugin/x`), read consistently. */
export function loadComponent(deps: Deps, id: string): Promise<Head<Component> | undefined> {
  return readHead(deps.store, componentSubject(id), componentSchema);
}

/** All the rest that publishing is decided on. */
export async function loadGround(
  deps: Deps,
  { draft, promoted }: { readonly draft: ReleaseDraft; readonly promoted?: Promoted | undefined },
  place: Place,
): Promise<PublishGround> {
  const { team, head, ownerNow } = place;
  const [names, held, used, others, origin] = await Promise.all([
    teamNames(deps.store),
    heldOf(deps, head),
    loadUsed(deps, draft),
    catalogBeside(deps, place),
    loadOrigin(deps, draft),
  ]);
  const components = [...used].flatMap(([id, { component }]) =>
    component ? [[id, { ...component, team: names.now(component.team) }] as const] : [],
  );
  return {
    ...{ draft, team, held, others, origin, promoted, sha: deps.sha },
    ownerNow: ownerNow?.id,
    teamNow: names.now,
    used: new Map(components),
    catalog: new Map([...used].map(([id, { releases }]) => [id, releases])),
  };
}

async function heldOf(deps: Deps, head: Head<Component> | undefined): Promise<Held | undefined> {
  if (!head) return undefined;
  return { component: head.state, releases: await releasesOf(deps, head.state.id) };
}

async function loadUsed(deps: Deps, { uses }: ReleaseDraft) {
  const ids = [...new Set(uses.map((pin) => componentId(pin.kind, pin.name)))];
  const loaded = await Promise.all(
    ids.map(async (id) => {
      const [head, releases] = await Promise.all([loadComponent(deps, id), releasesOf(deps, id)]);
      return [id, { component: head?.state, releases }] as const;
    }),
  );
  return new Map(loaded);
}

/** The catalog may lag by seconds; whoever took a look-alike name is read as it is. */
async function catalogBeside(deps: Deps, { look }: Place): Promise<Component[]> {
  const { components } = await deps.catalog.load();
  const listed = [...components.values()];
  if (look === undefined || components.has(look)) return listed;
  const holder = await loadComponent(deps, look);
  return holder ? [...listed, holder.state] : listed;
}

async function loadOrigin(deps: Deps, { derivedFrom }: ReleaseDraft): Promise<Release | undefined> {
  if (!derivedFrom || !isVersion(derivedFrom.version)) return undefined;
  const key = releaseKey(derivedFrom.component, derivedFrom.version);
  return (await readPart(deps.store, key, releaseSchema))?.state;
}

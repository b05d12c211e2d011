import type { Component } from '../core/component.ts';
import type { PersonKey } from '../core/people.ts';
import { openVersions } from '../core/registration/locks.ts';
import { type Renamed, rename } from '../core/rename.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { firstOfLook, lookItem } from '../store/component-names.ts';
import { uponItem } from '../store/edges.ts';
import { releaseKey } from '../store/keys.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import {
  componentChange,
  loadOwned,
  type Owned,
  promotionUnderWay,
  transferUnderWay,
} from './promotion-store.ts';
import { loadComponent } from './publish-ground.ts';
import { loadOrganisation } from './standing.ts';

type RenamedComponent = { readonly kind: 'renamed'; readonly component: Component } | Refusal;

/**
 * A new component under the new name, with the newest version as it was; the old one is closed to new
 * pins and names its successor. "A rename onto a taken name refused", also when it is taken just now.
 */
export async function renameComponent(
  deps: Deps,
  by: PersonKey,
  id: string,
  name: string,
): Promise<RenamedComponent> {
  return attempt(deps, async (): Promise<Step<RenamedComponent>> => {
    const [organisation, owned, promotion, transfer, { components }] = await Promise.all([
      loadOrganisation(deps),
      loadOwned(deps, id),
      promotionUnderWay(deps, id),
      transferUnderWay(deps, id),
      deps.catalog.load(),
    ]);
    if (owned.kind === 'refused') return done(owned);
    const { team, head } = owned;
    const refusal = mayNot('rename-component', by, { organisation, team });
    if (refusal) return done(refusal);
    if (promotion !== undefined || transfer !== undefined) {
      const say = `${id} is proposed for the shared catalog or offered to a team. Withdraw that first.`;
      return done(refuse('promotion-open', say));
    }
    const taken = await takenBy(deps, head.state, name);
    const catalog = [...components.values(), ...(taken ? [taken] : [])];
    const { releases } = owned;
    const versions = openVersions(releases);
    const open = releases.filter((one) => versions.includes(one.version));
    const outcome = rename({ component: head.state, name, open, catalog });
    if (outcome.kind === 'refused') return done(outcome);
    const write = await renameWrite(deps, { owned, renamed: outcome, by });
    return { kind: 'write', write, value: { kind: 'renamed', component: outcome.component } };
  });
}

/** The catalog may lag by seconds: whoever has the name, or one that looks like it, is read as it is. */
async function takenBy(deps: Deps, { kind, id }: Component, name: string) {
  const direct = await loadComponent(deps, `${kind}/${name}`);
  if (direct) return direct.state;
  const look = await firstOfLook(deps.store, { kind, name });
  return look === undefined || look === id ? undefined : (await loadComponent(deps, look))?.state;
}

async function renameWrite(
  deps: Deps,
  { owned, renamed, by }: { owned: Owned; renamed: Renamed; by: PersonKey },
): Promise<Write> {
  const { component, release, old, closed } = renamed;
  const actor = { kind: 'person' as const, id: by };
  const began = { kind: 'component.renamed-from', actor, data: { from: old.id } };
  const data = { to: component.id, closed: closed.length };
  const ended = { kind: 'component.renamed', actor, data };
  const { id, version } = { id: component.id, version: release.version };
  const free = (await firstOfLook(deps.store, component)) === undefined;
  return {
    changes: [
      componentChange(deps, old, owned.head.chain, ended),
      componentChange(deps, component, undefined, began),
    ],
    creates: [
      { ...releaseKey(id, version), kind: 'release', data: release },
      ...(free ? [lookItem(component, id)] : []),
    ],
    puts: [
      ...closed.map((one) => ({
        ...releaseKey(old.id, one.version),
        kind: 'release',
        data: one,
      })),
      ...release.uses.map((pin) =>
        uponItem(`${pin.kind}/${pin.name}`, { component: id, version, range: pin.range }),
      ),
    ],
  };
}

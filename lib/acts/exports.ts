import { type Component, componentId, type Release, releaseSchema } from '../core/component.ts';
import type { Foreign } from '../core/foreign.ts';
import { releaseAt } from '../core/lifecycle.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { highest } from '../core/version.ts';
import { readForeigns } from '../store/foreign.ts';
import { fromAttributes } from '../store/item.ts';
import { releaseKey } from '../store/keys.ts';
import { readTogether } from '../store/read.ts';
import { teamNames } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { releasesOf } from './register.ts';
import { loadTeam } from './standing.ts';

/** A component's newest release with what was kept of its file. */
export interface Exportable {
  readonly component: Component;
  readonly release: Release;
  readonly foreign: Foreign | undefined;
}

/** Which components: those of a team, local ones too, or else all that is shared. By id. */
export async function exportedComponents(
  deps: Deps,
  team: string | undefined,
): Promise<{ kind: 'components'; components: readonly Component[] } | Refusal<'no-team'>> {
  const named = team === undefined ? undefined : await loadTeam(deps, team);
  if (team !== undefined && !named) {
    return refuse('no-team', `There is no team "${team.slice(0, 60)}".`);
  }
  const [{ components }, names] = await Promise.all([deps.catalog.load(), teamNames(deps.store)]);
  const fit = [...components.values()]
    .map((one) => ({ ...one, team: names.now(one.team) }))
    .filter((one) => (named ? one.team === named.id : one.visibility === 'shared'))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { kind: 'components', components: fit };
}

const AT_ONCE = 100;

/** Their newest releases, in the order given; read together, not one by one. */
export async function newestReleases(
  deps: Deps,
  components: readonly Component[],
): Promise<Exportable[]> {
  const all: Exportable[] = [];
  for (let from = 0; from < components.length; from += AT_ONCE) {
    const some = components.slice(from, from + AT_ONCE);
    const of = some.map(({ id, latest }) => ({ component: id, version: latest }));
    const [items, foreigns] = await Promise.all([
      readTogether(
        deps.store,
        of.map((one) => releaseKey(one.component, one.version)),
      ),
      readForeigns(deps.store, of),
    ]);
    const read = [...items.values()].map((item) => fromAttributes(item, releaseSchema).state);
    const releases = new Map(
      read.map((one): [string, Release] => [`${one.component}@${one.version}`, one]),
    );
    for (const component of some) {
      const name = `${component.id}@${component.latest}`;
      const stored = releases.get(name);
      if (!stored) continue;
      const release = releaseAt(stored, component.endings ?? [], deps.now());
      all.push({ component, release, foreign: foreigns.get(name) });
    }
  }
  return all;
}

/** The connectors that releases lead to: each pin's highest version that its range lets in. */
export async function connectorsOf(
  deps: Deps,
  releases: readonly Release[],
): Promise<(release: Release) => { component: Component; release: Release }[]> {
  const { components } = await deps.catalog.load();
  const pins = releases.flatMap((one) => one.uses.filter((pin) => pin.kind === 'connector'));
  const ids = [...new Set(pins.map((pin) => componentId(pin.kind, pin.name)))];
  const known = new Map<string, readonly Release[]>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const read = await Promise.all(some.map((id) => releasesOf(deps, id)));
    for (const [index, id] of some.entries()) known.set(id, read[index] ?? []);
  }
  return ({ uses }) =>
    uses.flatMap((pin) => {
      const id = componentId(pin.kind, pin.name);
      const component = components.get(id);
      const all = known.get(id) ?? [];
      const version = highest(
        pin.range,
        all.map((one) => one.version),
      );
      const release = all.find((one) => one.version === version);
      return pin.kind === 'connector' && component && release ? [{ component, release }] : [];
    });
}

import { componentSchema, type Release, releaseSchema } from '../core/component.ts';
import type { Ending } from '../core/ending.ts';
import { releaseAt } from '../core/lifecycle.ts';
import type { Lock } from '../core/workflow.ts';
import { fromAttributes } from '../store/item.ts';
import { componentSubject, headKey, releaseKey } from '../store/keys.ts';
import { readTogether } from '../store/read.ts';
import type { Deps } from './deps.ts';

const READ_AT_ONCE = 100;

/** How a lock and its release are named: `kind/name@version`. */
export function lockText({ component, version }: Pick<Lock, 'component' | 'version'>): string {
  return `${component}@${version}`;
}

/** The releases that these workflows are locked to as they stand now, by `kind/name@version`, each read once. */
export async function releasesLocked(
  deps: Deps,
  workflows: readonly { readonly locks: readonly Lock[] }[],
): Promise<ReadonlyMap<string, Release>> {
  const locks = new Map(
    workflows.flatMap(({ locks: all }) => all.map((lock) => [lockText(lock), lock] as const)),
  );
  const components = new Set([...locks.values()].map((lock) => lock.component));
  const keys = [
    ...[...components].map((id) => headKey(componentSubject(id))),
    ...[...locks.values()].map((lock) => releaseKey(lock.component, lock.version)),
  ];
  const endings = new Map<string, readonly Ending[]>();
  const releases: Release[] = [];
  for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
    const found = await readTogether(deps.store, keys.slice(at, at + READ_AT_ONCE));
    for (const [key, item] of found) {
      if (key.endsWith(' HEAD')) {
        const component = fromAttributes(item, componentSchema).state;
        endings.set(component.id, component.endings ?? []);
      } else releases.push(fromAttributes(item, releaseSchema).state);
    }
  }
  const now = deps.now();
  return new Map(
    releases.map((one) => [lockText(one), releaseAt(one, endings.get(one.component) ?? [], now)]),
  );
}

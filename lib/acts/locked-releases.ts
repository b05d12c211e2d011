import { type Release, releaseSchema } from '../core/component.ts';
import type { Lock } from '../core/workflow.ts';
import { fromAttributes } from '../store/item.ts';
import { releaseKey } from '../store/keys.ts';
import { readTogether } from '../store/read.ts';
import type { Deps } from './deps.ts';

const READ_AT_ONCE = 100;

/** How a lock and its release are named: `kind/name@version`. */
export function lockText({ component, version }: Pick<Lock, 'component' | 'version'>): string {
  return `${component}@${version}`;
}

/** The releases that these workflows are locked to, by `kind/name@version`, each read once. */
export async function releasesLocked(
  deps: Deps,
  workflows: readonly { readonly locks: readonly Lock[] }[],
): Promise<ReadonlyMap<string, Release>> {
  const locks = new Map(
    workflows.flatMap(({ locks: all }) => all.map((lock) => [lockText(lock), lock] as const)),
  );
  const keys = [...locks.values()].map((lock) => releaseKey(lock.component, lock.version));
  const releases = new Map<string, Release>();
  for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
    const found = await readTogether(deps.store, keys.slice(at, at + READ_AT_ONCE));
    for (const item of found.values()) {
      const release = fromAttributes(item, releaseSchema).state;
      releases.set(lockText(release), release);
    }
  }
  return releases;
}

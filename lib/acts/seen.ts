import * as z from 'zod';
import { minutesAfter } from '../core/time.ts';
import type { Workflow } from '../core/workflow.ts';
import { fromAttributes } from '../store/item.ts';
import { partKey, type Subject } from '../store/keys.ts';
import { lastLeaseKey } from '../store/leases.ts';
import { readPart, readTogether } from '../store/read.ts';
import type { Key } from '../store/store.ts';
import { touch, touchedSchema } from '../store/touch.ts';
import type { Deps } from './deps.ts';

const SEEN = 'SEEN#';
const EVERY_MINUTES = 10;

/**
 * Notes that a key was used: "written at most once in 10 minutes, never touching the workflow's head
 * or chain". Returns whether it was. A request stands whether or not this could be noted.
 */
export async function noteUse(deps: Deps, subject: Subject, keyId: string): Promise<boolean> {
  const key = partKey(subject, `${SEEN}${keyId}`);
  const at = deps.now();
  const unlessSince = minutesAfter(at, -EVERY_MINUTES);
  try {
    const last = await readPart(deps.store, key, touchedSchema);
    if (last && last.state.at >= unlessSince) return false;
    return await touch(deps.store, key, { at, unlessSince });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.warn({ subject, error: name }, 'the use of a key could not be noted');
    return false;
  }
}

/** When each key under this subject was last used, by key id; a key that never was is not there. */
export async function lastUses(
  deps: Deps,
  subject: Subject,
  keyIds: readonly string[],
): Promise<Map<string, string>> {
  if (keyIds.length === 0) return new Map();
  const found = await Promise.all(
    keyIds.map(async (id): Promise<[string, string][]> => {
      const last = await readPart(deps.store, partKey(subject, `${SEEN}${id}`), touchedSchema);
      return last ? [[id, last.state.at]] : [];
    }),
  );
  return new Map(found.flat());
}

const READ_AT_ONCE = 100;

/**
 * When each of these workflows was last seen, by its id: the last use of any of its keys. One whose
 * keys were never used is not there. Reads one item a key, a hundred at once.
 */
export async function lastSeen(
  deps: Deps,
  workflows: readonly Pick<Workflow, 'id' | 'keys'>[],
): Promise<Map<string, string>> {
  const keys = workflows.flatMap(({ id, keys: all = [] }) =>
    all.map((key) => ({ id, ...partKey(`workflow/${id}`, `${SEEN}${key.id}`) })),
  );
  return latest(deps, keys);
}

/** "The lease is the heartbeat per connector": when each of them was last given credentials for this one. */
export function lastLeased(
  deps: Deps,
  workflows: readonly Pick<Workflow, 'id'>[],
  connector: string,
): Promise<Map<string, string>> {
  return latest(
    deps,
    workflows.map(({ id }) => ({ id, ...lastLeaseKey(id, connector) })),
  );
}

const momentSchema = z.looseObject({ at: z.string() });

/** The latest moment that is noted under these keys, by workflow; reads a hundred at once. */
async function latest(
  deps: Deps,
  keys: readonly (Key & { readonly id: string })[],
): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
    const some = keys.slice(at, at + READ_AT_ONCE);
    const found = await readTogether(
      deps.store,
      some.map(({ pk, sk }) => ({ pk, sk })),
    );
    for (const { id, pk, sk } of some) {
      const item = found.get(`${pk} ${sk}`);
      const used = item && fromAttributes(item, momentSchema).state.at;
      if (used && used > (seen.get(id) ?? '')) seen.set(id, used);
    }
  }
  return seen;
}

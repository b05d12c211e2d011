import { minutesAfter } from '../core/time.ts';
import { partKey, type Subject } from '../store/keys.ts';
import { readPart } from '../store/read.ts';
import { touch, touchedSchema } from '../store/touch.ts';
import type { Deps } from './deps.ts';

const SEEN = 'SEEN#';
const EVERY_MINUTES = 10;

/**
 * Notes that a key was used: "written at most once in 10 minutes, never touching the workflow's head
 * or chain". A request stands whether or not this could be noted.
 */
export async function noteUse(deps: Deps, subject: Subject, keyId: string): Promise<void> {
  const key = partKey(subject, `${SEEN}${keyId}`);
  const at = deps.now();
  const unlessSince = minutesAfter(at, -EVERY_MINUTES);
  try {
    const last = await readPart(deps.store, key, touchedSchema);
    if (!last || last.state.at < unlessSince) await touch(deps.store, key, { at, unlessSince });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.warn({ subject, error: name }, 'the use of a key could not be noted');
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

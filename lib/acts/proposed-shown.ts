import type { DerivedLine } from '../core/derived.ts';
import { lockChanges } from '../core/manifest-diff/locks.ts';
import { diffManifests, type ManifestChange } from '../core/manifest-diff.ts';
import type { Proposed } from '../core/proposed.ts';
import type { Deps } from './deps.ts';
import { copyLines } from './derived.ts';
import { loadReason } from './proposed.ts';
import { loadProposed } from './proposed-store.ts';
import { revisionOf } from './revisions.ts';

/** A proposal with its difference from the revision that it was written against. */
export interface Shown {
  readonly proposed: Proposed;
  readonly changes: readonly ManifestChange[];
  readonly reason: string | undefined;
  /** What of its pins is a copy, against what it was copied from. */
  readonly copies: readonly DerivedLine[];
}

/** All that a card shows of a proposal; `version` counts its states. */
export async function showRevision(
  deps: Deps,
  id: string,
): Promise<{ readonly shown: Shown; readonly version: number } | undefined> {
  const head = await loadProposed(deps, id);
  if (!head) return undefined;
  const proposed = head.state;
  const { manifest, workflow, against } = proposed;
  const [base, reason] = await Promise.all([
    revisionOf(deps, workflow, against),
    proposed.state === 'refused' ? loadReason(deps, id) : undefined,
  ]);
  const changes =
    manifest && base
      ? [
          ...diffManifests(base.manifest, manifest),
          ...lockChanges(base.locks, proposed.moves?.versions ?? {}),
        ]
      : [];
  const { versions } = proposed.moves ?? {};
  const locks = (base?.locks ?? []).map((lock) => ({
    ...lock,
    version: versions?.[lock.component] ?? lock.version,
  }));
  const looked = manifest ?? base?.manifest;
  const copies = looked ? await copyLines(deps, looked, locks) : [];
  return { shown: { proposed, changes, reason, copies }, version: head.chain.seq };
}

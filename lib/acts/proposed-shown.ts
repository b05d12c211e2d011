import { diffManifests, type ManifestChange } from '../core/manifest-diff.ts';
import type { Proposed } from '../core/proposed.ts';
import type { Deps } from './deps.ts';
import { loadReason } from './proposed.ts';
import { loadProposed } from './proposed-store.ts';
import { revisionOf } from './revisions.ts';

/** A proposal with its difference from the revision that it was written against. */
export interface Shown {
  readonly proposed: Proposed;
  readonly changes: readonly ManifestChange[];
  readonly reason: string | undefined;
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
    manifest ? revisionOf(deps, workflow, against) : undefined,
    proposed.state === 'refused' ? loadReason(deps, id) : undefined,
  ]);
  const changes = manifest && base ? diffManifests(base.manifest, manifest) : [];
  return { shown: { proposed, changes, reason }, version: head.chain.seq };
}

import type { Release } from './component.ts';
import type { Subject } from './findings/finding.ts';
import { effectiveModel, lockedPlugins } from './model.ts';
import { scopesByConnector } from './registration/access.ts';
import type { Workflow } from './workflow.ts';

/** A workflow as it is judged. `releases` are those it is locked to, as far as they were loaded. */
export function subjectOf(
  workflow: Workflow,
  team: Subject['team'],
  releases: readonly Release[],
): Subject {
  const { manifest, owner, backup, actions, locks } = workflow;
  return {
    manifest,
    team,
    owner,
    backup,
    actions,
    scopes: scopesByConnector(manifest, releases),
    model: effectiveModel(manifest, lockedPlugins(locks, releases), undefined),
    locked: new Map(locks.map((lock) => [lock.component, lock.version])),
  };
}

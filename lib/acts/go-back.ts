import { sameManifest } from '../core/manifest.ts';
import type { PersonKey } from '../core/people.ts';
import type { Editor } from '../core/registration/editor.ts';
import { refuse } from '../core/result.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { revisionOf } from './revisions.ts';
import { loadWorkflow, noWorkflow } from './standing.ts';
import { changeStep, type takeUpgrades, withPatch } from './upgrade.ts';

type WentBack = Awaited<ReturnType<typeof takeUpgrades>>;

/** Who goes back to which revision. */
export interface GoingBack {
  readonly by: PersonKey | Editor;
  readonly workflow: string;
  readonly revision: number;
  /** Decides, and writes nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Undo: an earlier revision, registered again with the versions it was locked to. "Rollback onto a
 * closed release counts as new": such a pin is locked as the catalog stands today. Where a repository
 * is its home and the manifest differs, the change to make there comes back.
 */
export async function goBack(deps: Deps, going: GoingBack): Promise<WentBack> {
  if (going.dryRun) return (await backStep(deps, going)).value;
  return attempt(deps, () => backStep(deps, going));
}

async function backStep(deps: Deps, going: GoingBack): Promise<Step<WentBack>> {
  const { by, workflow: id, revision } = going;
  const [head, earlier] = await Promise.all([
    loadWorkflow(deps, id),
    revisionOf(deps, id, revision),
  ]);
  if (!head) return done(noWorkflow(id));
  if (!earlier) {
    return done(refuse('no-revision', `${id} has no revision ${revision}. Choose one it had.`));
  }
  const { home, manifest: now } = head.state;
  const versions = new Map(earlier.locks.map((lock) => [lock.component, lock.version]));
  const back = { by, head, manifest: earlier.manifest, moves: { kind: 'back' as const, versions } };
  if (home === 'slack' || sameManifest(now, earlier.manifest)) return changeStep(deps, back);
  const nothing = { kind: 'back' as const, versions: new Map<string, string>() };
  return withPatch(deps, { by, head, manifest: now, moves: nothing }, back);
}

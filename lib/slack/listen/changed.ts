import type { Deps } from '../../acts/deps.ts';
import { makePatch } from '../../acts/edit-patch.ts';
import type { Changed } from '../../acts/upgrade.ts';
import type { PersonKey } from '../../core/people.ts';
import { type Reply, replace } from '../reply.ts';
import { proposedModal, savedModal } from '../views/edit-more.ts';
import { patchModal } from '../views/patch.ts';

/**
 * What a change of versions came to, in the form's place: in force, waiting, or a patch to pass on.
 * `title`: that of the form.
 */
export async function changedReplies(
  deps: Deps,
  by: PersonKey,
  { workflow, registered, patch }: Changed,
  title: string,
): Promise<Reply[]> {
  if (patch) {
    const made = await makePatch(deps, by, workflow, patch.manifest);
    const { waits } = patch;
    const waiting = waits.length > 0 ? [`It then waits for a review: ${waits.join('; ')}.`] : [];
    return replace(patchModal(made, [...besides(registered), ...waiting]));
  }
  if (registered?.kind === 'proposed') {
    return replace(proposedModal(registered.proposed, registered.warnings, title));
  }
  const what = registered?.kind === 'registered' ? 'in-force' : 'unchanged';
  return replace(savedModal(workflow, registered?.warnings ?? [], what, title));
}

/** What was done already, where the rest is left to a repository. */
function besides(registered: Changed['registered']): string[] {
  switch (registered?.kind) {
    case 'registered':
      return [
        `The versions inside their ranges are in force: revision ${registered.workflow.revision}.`,
      ];
    case 'proposed':
      return ['The versions inside their ranges are proposed, and wait for a review.'];
    case 'unchanged':
    case undefined:
      return [];
  }
}

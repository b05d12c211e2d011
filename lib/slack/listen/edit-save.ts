import type { Deps } from '../../acts/deps.ts';
import { type Editing, openEditing, tryManifest } from '../../acts/edit.ts';
import { makePatch } from '../../acts/edit-patch.ts';
import { goBack } from '../../acts/go-back.ts';
import { type Registered, registerManifest } from '../../acts/register.ts';
import type { Manifest } from '../../core/manifest.ts';
import type { PersonKey } from '../../core/people.ts';
import { applyEdit } from '../../core/registration-edit.ts';
import { fieldErrors, type Reply, replace } from '../reply.ts';
import type { FormAt } from '../room.ts';
import { editModal } from '../views/edit-modal.ts';
import { CHOICE, proposedModal, savedModal } from '../views/edit-more.ts';
import { patchModal } from '../views/patch.ts';
import { OLD_VIEW, refusalModal, sayModal } from '../views/refusal.ts';
import { changedReplies } from './changed.ts';
import { errorsAt, readEdit } from './edit-form.ts';

/** The form was sent: saved at once or proposed where Slack is its home, a patch where a repository is. */
export async function submitEdit(deps: Deps, at: FormAt): Promise<Reply[]> {
  const [, id, revision] = /^(.+)\|(\d+)$/.exec(at.metadata) ?? [];
  if (!id) return replace(sayModal(OLD_VIEW));
  const editing = await openEditing(deps, at.by, id);
  if (editing.kind === 'refused') return replace(refusalModal(editing));
  const { workflow, options } = editing;
  if (String(workflow.revision) !== revision) {
    return again(editing, 'It was changed meanwhile, so this form shows it as it is now.');
  }
  const read = readEdit(at.fields, options, at.by);
  if (read.kind === 'outdated') {
    return again(editing, `There is a newer version of ${read.component} by now. Choose again.`);
  }
  const manifest = applyEdit(workflow, options, read.edit);
  if (workflow.home === 'repo') return showPatch(deps, at.by, editing, manifest);
  return answered(await registerManifest(deps, at.by, manifest, 'slack'), editing);
}

function again(editing: Editing, problem: string): Reply[] {
  const waiting = editing.open !== undefined;
  return replace(editModal({ ...editing, waiting, problems: [problem] }));
}

/** What registering came to, in the form's place. */
function answered(outcome: Registered, { workflow, options }: Editing): Reply[] {
  switch (outcome.kind) {
    case 'registered':
      return replace(savedModal(outcome.workflow, outcome.warnings, 'in-force'));
    case 'unchanged':
      return replace(savedModal(outcome.workflow, outcome.warnings, 'unchanged'));
    case 'proposed':
      return replace(proposedModal(outcome.proposed, outcome.warnings));
    case 'problems':
      return fieldErrors(errorsAt(outcome.problems, workflow, options));
    case 'refused':
      return replace(refusalModal(outcome));
  }
}

/** "Repo home: buttons show the exact patch": nothing is saved but the patch itself. */
async function showPatch(
  deps: Deps,
  by: PersonKey,
  { workflow, options }: Editing,
  manifest: Manifest,
): Promise<Reply[]> {
  const tried = await tryManifest(deps, by, manifest);
  switch (tried.kind) {
    case 'refused':
      return replace(refusalModal(tried));
    case 'problems':
      return fieldErrors(errorsAt(tried.problems, workflow, options));
    case 'unchanged':
      return replace(savedModal(workflow, [], 'unchanged'));
    case 'proposed':
    case 'accepted': {
      const reasons = tried.kind === 'proposed' ? tried.reasons.map((one) => one.say) : [];
      const waits =
        reasons.length > 0 ? [`It then waits for a review: ${reasons.join('; ')}.`] : [];
      const made = await makePatch(deps, by, workflow, manifest);
      return replace(patchModal(made, [...waits, ...tried.warnings]));
    }
  }
}

/** "Go back to revision N". This form has one field: all that is wrong stands there. */
export async function submitBack(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const revision = Number(fields.text(CHOICE));
  if (!Number.isInteger(revision) || revision < 1) {
    return fieldErrors({ [CHOICE]: 'Choose a revision.' });
  }
  const outcome = await goBack(deps, { by, workflow: metadata, revision });
  switch (outcome.kind) {
    case 'changed':
      return changedReplies(deps, by, outcome, 'Go back');
    case 'problems':
      return fieldErrors({ [CHOICE]: outcome.problems.map((one) => one.say).join(' ') });
    case 'refused':
      return outcome.why === 'no-revision'
        ? fieldErrors({ [CHOICE]: outcome.say })
        : replace(refusalModal(outcome));
  }
}

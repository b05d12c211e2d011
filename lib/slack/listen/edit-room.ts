import type { Deps } from '../../acts/deps.ts';
import { loadDiscovered } from '../../acts/discovered.ts';
import { editableBy, openEditing } from '../../acts/edit.ts';
import { sendPatch } from '../../acts/edit-patch.ts';
import { moveHome } from '../../acts/homes.ts';
import { revisionsOf } from '../../acts/revisions.ts';
import { mayNotHere, noWorkflow, standingTo } from '../../acts/standing.ts';
import { nameSchema } from '../../core/component.ts';
import { diffManifests } from '../../core/manifest-diff.ts';
import type { PersonKey } from '../../core/people.ts';
import { mayNot } from '../../core/roles.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room, WordAt } from '../room.ts';
import { EDIT, editModal } from '../views/edit-modal.ts';
import { backModal, CHOICE, homeModal, pickModal } from '../views/edit-more.ts';
import { DEVELOPER } from '../views/patch.ts';
import { refusalModal, sayModal } from '../views/refusal.ts';
import { safe } from '../views/text.ts';
import { personOf } from './edit-form.ts';
import { submitBack, submitEdit } from './edit-save.ts';
import { openFinish } from './estate-claims.ts';

const MOST_EARLIER = 10;

/** `edit` opens a picker, `edit <name>` the workflow's form. */
async function typeEdit(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const name = rest.replace(/^workflow\//, '');
  if (nameSchema.safeParse(name).success) return openForm(deps, by, name);
  if (name !== '') return sayRefusal(noWorkflow(name.slice(0, 80)));
  return open(pickModal(await editableBy(deps, by), deps.settings.command));
}

async function openForm(deps: Deps, by: PersonKey, id: string): Promise<Reply[]> {
  const editing = await openEditing(deps, by, id);
  if (editing.kind === 'refused') {
    const discovered = editing.why === 'no-workflow' && (await loadDiscovered(deps, id));
    return discovered ? openFinish(deps, by, id, []) : sayRefusal(editing);
  }
  return open(editModal({ ...editing, waiting: editing.open !== undefined }));
}

async function submitPick(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const id = fields.text(CHOICE);
  if (id === '') return fieldErrors({ [CHOICE]: 'Choose one.' });
  const editing = await openEditing(deps, by, id);
  if (editing.kind === 'refused') return replace(refusalModal(editing));
  return replace(editModal({ ...editing, waiting: editing.open !== undefined }));
}

async function pressBack(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const editing = await openEditing(deps, by, value);
  if (editing.kind === 'refused') return sayRefusal(editing);
  const { workflow } = editing;
  const page = { most: MOST_EARLIER, before: workflow.revision };
  const earlier = (await revisionsOf(deps, workflow, page)).map(({ revision, at, manifest }) => ({
    revision,
    at,
    changes: diffManifests(workflow.manifest, manifest),
  }));
  if (earlier.length > 0) return open(backModal(workflow.id, earlier));
  return open(sayModal('This is its first revision: there is none to go back to.'));
}

async function pressHome(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const editing = await openEditing(deps, by, value);
  if (editing.kind === 'refused') return sayRefusal(editing);
  const refusal = mayNot('move-home', by, await standingTo(deps, editing.workflow));
  return refusal ? sayRefusal(refusal) : open(homeModal(editing.workflow));
}

async function submitHome(deps: Deps, { by, metadata }: FormAt): Promise<Reply[]> {
  const [, id = '', to = ''] = /^(.+)\|(slack|repo)$/.exec(metadata) ?? [];
  const outcome = await moveHome(deps, by, id, to === 'repo' ? 'repo' : 'slack');
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  const where = outcome.workflow.home === 'repo' ? 'in its repository' : 'here in Slack';
  return replace(sayModal(`*${safe(outcome.workflow.id, 80)}* is edited ${where} from now on.`));
}

async function submitPatch(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const to = personOf(fields.text(DEVELOPER), by);
  if (!to) return fieldErrors({ [DEVELOPER]: 'Choose somebody.' });
  const outcome = await sendPatch(deps, by, metadata, to);
  if (outcome.kind === 'sent') return replace(sayModal('Sent. The patch is on its way to them.'));
  if (outcome.why === 'not-a-member') return fieldErrors({ [DEVELOPER]: outcome.say });
  return replace(refusalModal(outcome));
}

/** Changing a workflow without JSON, and where it is at home. */
export const editRoom: Room = {
  words: { edit: typeEdit },
  presses: {
    [EDIT.open]: (deps, { by, value }) => openForm(deps, by, value),
    [EDIT.back]: pressBack,
    [EDIT.home]: pressHome,
  },
  forms: {
    [EDIT.pick]: submitPick,
    [EDIT.save]: submitEdit,
    [EDIT.goBack]: submitBack,
    [EDIT.moveHome]: submitHome,
    [EDIT.patch]: submitPatch,
  },
};

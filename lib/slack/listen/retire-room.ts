import type { Deps } from '../../acts/deps.ts';
import { editableBy } from '../../acts/edit.ts';
import { mayRetire, retireWorkflow } from '../../acts/retire.ts';
import { mayNotHere, noWorkflow } from '../../acts/standing.ts';
import { stillWorks } from '../../acts/still-works.ts';
import { nameSchema } from '../../core/component.ts';
import type { PersonKey } from '../../core/people.ts';
import { type Refusal, refuse } from '../../core/result.ts';
import type { Workflow } from '../../core/workflow.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, Room, WordAt } from '../room.ts';
import { refusalModal } from '../views/refusal.ts';
import { RETIRE, retireDone, retireForm, retirePicker } from '../views/retire.ts';
import { PICKER } from '../views/workflow-picker.ts';

/** `/yard retire <workflow>`, and the button on its page; without a name a picker. */
export const retireRoom: Room = {
  words: { retire: typeRetire },
  presses: { [RETIRE.open]: (deps, { by, value }) => openForm(deps, by, value) },
  forms: { [RETIRE.pick]: submitPick, [RETIRE.form]: submitRetire },
};

async function typeRetire(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const id = rest.replace(/^workflow\//, '');
  if (nameSchema.safeParse(id).success) return openForm(deps, by, id);
  if (id !== '') return sayRefusal(noWorkflow(id.slice(0, 80)));
  const mine = (await editableBy(deps, by)).filter(({ status }) => status !== 'retired');
  return open(retirePicker(mine, deps.settings.command));
}

async function openForm(deps: Deps, by: PersonKey, id: string): Promise<Reply[]> {
  const may = await formFor(deps, by, id);
  return may.kind === 'refused' ? sayRefusal(may) : open(retireForm(may.workflow));
}

async function formFor(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<{ readonly kind: 'may'; readonly workflow: Workflow } | Refusal> {
  const may = await mayRetire(deps, by, id);
  if (may.kind === 'refused' || may.workflow.status !== 'retired') return may;
  return refuse('retired-already', `${id} is retired already.`);
}

async function submitPick(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const id = fields.text(PICKER.choice);
  if (id === '') return fieldErrors({ [PICKER.choice]: 'Choose one.' });
  const may = await formFor(deps, by, id);
  return replace(may.kind === 'refused' ? refusalModal(may) : retireForm(may.workflow));
}

async function submitRetire(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const outcome = await retireWorkflow(deps, by, metadata, fields.text(RETIRE.reason));
  if (outcome.kind !== 'refused') {
    return replace(retireDone(outcome.workflow, await stillWorks(deps, outcome.workflow)));
  }
  if (outcome.why === 'reason-required') return fieldErrors({ [RETIRE.reason]: outcome.say });
  return replace(refusalModal(outcome));
}

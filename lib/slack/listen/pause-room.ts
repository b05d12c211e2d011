import type { Deps } from '../../acts/deps.ts';
import { editableBy } from '../../acts/edit.ts';
import { mayPause, pauseWorkflow, resumeWorkflow } from '../../acts/pause.ts';
import { mayNotHere, noWorkflow } from '../../acts/standing.ts';
import { stillWorks } from '../../acts/still-works.ts';
import { nameSchema } from '../../core/component.ts';
import { refuse } from '../../core/result.ts';
import { readPausable } from '../../core/wide-reach.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, Room, WordAt } from '../room.ts';
import { PAUSE, pauseDone, pauseForm, pausePicker, resumeForm } from '../views/pause.ts';
import { OLD_VIEW, refusalModal, sayModal } from '../views/refusal.ts';
import { openWide } from './wide-pause-room.ts';

type What = 'pause' | 'resume';

/** `/yard pause <workflow>` and `/yard resume <workflow>`, or `connector/x`; without a name a picker. */
export const pauseRoom: Room = {
  words: { pause: typed('pause'), resume: typed('resume') },
  presses: {
    [PAUSE.pause]: (deps, { by, value }) => openForm(deps, 'pause', { by, id: value }),
    [PAUSE.resume]: (deps, { by, value }) => openForm(deps, 'resume', { by, id: value }),
  },
  forms: {
    [PAUSE.pick]: submitPick,
    [PAUSE.form]: submitPause,
    [PAUSE.resumeForm]: submitResume,
  },
};

function typed(what: What) {
  return async (deps: Deps, { by, rest }: WordAt): Promise<Reply[]> => {
    const refusal = await mayNotHere(deps, 'find', by);
    if (refusal) return sayRefusal(refusal);
    const id = rest.replace(/^workflow\//, '');
    const wide = readPausable(id);
    if (wide) return openWide(deps, what, by, wide);
    if (nameSchema.safeParse(id).success) return openForm(deps, what, { by, id });
    if (id !== '') return sayRefusal(noWorkflow(id.slice(0, 80)));
    const mine = await editableBy(deps, by);
    const fit = mine.filter(({ status }) =>
      what === 'resume' ? status === 'paused' : status === 'active' || status === 'registered',
    );
    return open(pausePicker(what, fit, deps.settings.command));
  };
}

async function openForm(
  deps: Deps,
  what: What,
  at: { readonly by: string; readonly id: string },
): Promise<Reply[]> {
  const view = await formOf(deps, what, at);
  return view.kind === 'refused' ? sayRefusal(view) : open(view.form);
}

async function formOf(
  deps: Deps,
  what: What,
  { by, id }: { readonly by: string; readonly id: string },
) {
  const may = await mayPause(deps, by, id, what === 'pause' ? 'pause-workflow' : 'resume-workflow');
  if (may.kind === 'refused') return may;
  const { workflow } = may;
  if (what === 'pause') return { kind: 'form' as const, form: pauseForm(workflow) };
  if (workflow.status === 'paused') return { kind: 'form' as const, form: resumeForm(workflow) };
  return refuse('not-paused', `${id} is not paused: there is nothing to resume.`);
}

async function submitPick(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  if (metadata !== 'pause' && metadata !== 'resume') return replace(sayModal(OLD_VIEW));
  const id = fields.text(PAUSE.choice);
  if (id === '') return fieldErrors({ [PAUSE.choice]: 'Choose one.' });
  const view = await formOf(deps, metadata, { by, id });
  return replace(view.kind === 'refused' ? refusalModal(view) : view.form);
}

async function submitPause(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const outcome = await pauseWorkflow(deps, by, metadata, fields.text(PAUSE.reason));
  if (outcome.kind !== 'refused') {
    return replace(pauseDone(outcome.workflow, await stillWorks(deps, outcome.workflow)));
  }
  if (outcome.why === 'reason-required') return fieldErrors({ [PAUSE.reason]: outcome.say });
  return replace(refusalModal(outcome));
}

async function submitResume(deps: Deps, { by, metadata }: FormAt): Promise<Reply[]> {
  const outcome = await resumeWorkflow(deps, by, metadata);
  return replace(outcome.kind === 'refused' ? refusalModal(outcome) : pauseDone(outcome.workflow));
}

import type { Deps } from '../../acts/deps.ts';
import {
  listWidePauses,
  mayPause,
  type Named,
  pauseForAll,
  resumeForAll,
} from '../../acts/wide-pause.ts';
import { stillOut, wideReach } from '../../acts/wide-reach.ts';
import type { PersonKey } from '../../core/people.ts';
import { refuse } from '../../core/result.ts';
import { readPausable } from '../../core/wide-reach.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, Room } from '../room.ts';
import { OLD_BUTTON, OLD_VIEW, refusalModal, sayMessage, sayModal } from '../views/refusal.ts';
import {
  pausesModal,
  WIDE,
  widePauseDone,
  widePauseForm,
  wideResumeDone,
  wideResumeForm,
} from '../views/wide-pause.ts';

/** `/yard pauses`, and what `/yard pause connector/x` and `/yard resume connector/x` open. */
export const widePauseRoom: Room = {
  words: { pauses: (deps, { by }) => listThem(deps, by) },
  presses: {
    [WIDE.resume]: async (deps, { by, value }) => {
      const named = readPausable(value);
      return named
        ? openWide(deps, 'resume', by, named)
        : [{ kind: 'say', message: sayMessage(OLD_BUTTON) }];
    },
  },
  forms: { [WIDE.form]: submitPause, [WIDE.resumeForm]: submitResume },
};

async function listThem(deps: Deps, by: PersonKey): Promise<Reply[]> {
  const listed = await listWidePauses(deps, by);
  if (listed.kind === 'refused') return sayRefusal(listed);
  return open(pausesModal(listed.pauses, deps.settings.command));
}

/** The form that pauses it, or lets it go on, for somebody who may. */
export async function openWide(
  deps: Deps,
  what: 'pause' | 'resume',
  by: PersonKey,
  named: Named,
): Promise<Reply[]> {
  const act = what === 'pause' ? 'pause-workflow' : 'resume-workflow';
  const may = await mayPause(deps, by, named, act);
  if (may.kind === 'refused') return sayRefusal(may);
  const reach = await wideReach(deps, named);
  if (what === 'pause') return open(widePauseForm(reach.named, reach.workflows.length));
  const listed = await listWidePauses(deps, by);
  if (listed.kind === 'refused') return sayRefusal(listed);
  const is = (one: Named, other: Named) => one.what === other.what && one.name === other.name;
  const found = listed.pauses.find((one) => is(one, named) || is(one, reach.named));
  if (found) return open(wideResumeForm(found));
  return sayRefusal(refuse('not-paused', `${named.name.slice(0, 80)} is not paused for all.`));
}

async function submitPause(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const named = readPausable(metadata);
  if (!named) return replace(sayModal(OLD_VIEW));
  const outcome = await pauseForAll(deps, by, named, fields.text(WIDE.reason));
  if (outcome.kind === 'refused') {
    if (outcome.why === 'reason-required') return fieldErrors({ [WIDE.reason]: outcome.say });
    return replace(refusalModal(outcome));
  }
  const reach = await wideReach(deps, named);
  const out = await stillOut(deps, reach);
  return replace(widePauseDone(named, { ...out, workflows: reach.workflows.length }));
}

async function submitResume(deps: Deps, { by, metadata }: FormAt): Promise<Reply[]> {
  const named = readPausable(metadata);
  if (!named) return replace(sayModal(OLD_VIEW));
  const outcome = await resumeForAll(deps, by, named);
  return replace(outcome.kind === 'refused' ? refusalModal(outcome) : wideResumeDone(named));
}

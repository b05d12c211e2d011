import type { Deps } from '../../acts/deps.ts';
import { retireModel, withdrawRetirement } from '../../acts/model-retirement.ts';
import { listModels, modelUse } from '../../acts/models.ts';
import { mayNotHere } from '../../acts/standing.ts';
import type { PersonKey } from '../../core/people.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room } from '../room.ts';
import { MODELS, modelDone, modelForm, modelMessage, modelsMessage } from '../views/models.ts';
import { refusalModal, sayMessage } from '../views/refusal.ts';
import { safe } from '../views/text.ts';

const PAGE = 10;
const LONGEST = 100;

/** `/yard models`, and `/yard models claude-sonnet-4.6` with what depends on it. */
export const modelsRoom: Room = {
  words: {
    models: (deps, { by, rest }) =>
      rest === ''
        ? showModels(deps, by, 0)
        : showModel(deps, by, { model: rest.slice(0, LONGEST) }),
  },
  presses: {
    [MODELS.show]: (deps, { by, value }) => showModel(deps, by, { model: value }),
    [MODELS.more]: (deps, { by, value }) => {
      const [after = '', ...model] = value.split('|');
      return showModel(deps, by, { model: model.join('|'), after });
    },
    [MODELS.page]: (deps, { by, value }) =>
      showModels(deps, by, Math.max(0, Math.trunc(Number(value)) || 0)),
    [MODELS.date]: openDate,
    [MODELS.withdraw]: pressWithdraw,
  },
  forms: { [MODELS.form]: submitDate },
};

async function showModels(deps: Deps, by: PersonKey, page: number): Promise<Reply[]> {
  const listed = await listModels(deps, by);
  if (listed.kind === 'refused') return sayRefusal(listed);
  return say(modelsMessage(listed.models, { page, command: deps.settings.command }));
}

async function showModel(
  deps: Deps,
  by: PersonKey,
  { model, after }: { readonly model: string; readonly after?: string },
): Promise<Reply[]> {
  const use = await modelUse(deps, by, { model, most: PAGE, after });
  if (use.kind === 'refused') return sayRefusal(use);
  const more = use.next === undefined ? undefined : `${use.next}|${model}`;
  return say(modelMessage({ ...use, first: after === undefined, more }));
}

async function openDate(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'retire-model', by);
  if (refusal) return sayRefusal(refusal);
  const use = await modelUse(deps, by, { model: value, most: 1 });
  return use.kind === 'refused' ? sayRefusal(use) : open(modelForm(use));
}

async function submitDate(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const outcome = await retireModel(deps, by, {
    model: metadata,
    on: fields.text(MODELS.on),
    successor: fields.text(MODELS.successor),
    note: fields.text(MODELS.note),
  });
  if (outcome.kind !== 'refused') return replace(modelDone(outcome.retirement));
  if (outcome.why === 'bad-date') return fieldErrors({ [MODELS.on]: outcome.say });
  if (outcome.why === 'own-successor') return fieldErrors({ [MODELS.successor]: outcome.say });
  return replace(refusalModal(outcome));
}

async function pressWithdraw(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const outcome = await withdrawRetirement(deps, by, value);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  const name = safe(outcome.retirement.model, 100);
  return say(sayMessage(`The date of *${name}* is taken back: it stays.`));
}

import * as z from 'zod';
import { finishChange, previewChange, proposeChange } from '../../acts/change.ts';
import {
  answerPlannedChange,
  mayAnswerChange,
  readChange,
  showChangeAsk,
} from '../../acts/change-answer.ts';
import { noChange } from '../../acts/change-store.ts';
import type { Deps } from '../../acts/deps.ts';
import { mayNotHere } from '../../acts/standing.ts';
import {
  type Announced,
  announcedSchema,
  CHANGE_KINDS,
  usualRange,
} from '../../core/change-proposal.ts';
import { count } from '../../core/count.ts';
import type { Refusal } from '../../core/result.ts';
import { LIMITS } from '../limits.ts';
import { unpackMetadata } from '../metadata.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { Fields, FormAt, PressAt, Room, WordAt } from '../room.ts';
import { changeAnswersModal } from '../views/change-card.ts';
import { CHANGE_FORM, changeForm, changePreview } from '../views/change-forms.ts';
import { CHANGE } from '../views/change-ids.ts';
import { breaksModal, mineModal } from '../views/change-told.ts';
import { OLD_VIEW, refusalModal, sayModal } from '../views/refusal.ts';

/** `/yard change plugin/x`: what is planned, who is affected; and then they are told. */
async function typeChange(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  return open(changeForm(rest.slice(0, 200).toWellFormed(), deps.newId('chg')));
}

/** What the preview carries along, so that what was read is what is sent. */
const packedSchema = z.strictObject({ id: z.string().min(1), said: announcedSchema });

async function submitWritten(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const said = readSaid(fields);
  if (said.kind === 'errors') return fieldErrors(said.errors);
  const packed = JSON.stringify({ id: metadata, said: said.value });
  if (packed.length > LIMITS.privateMetadata) {
    return fieldErrors({ [CHANGE_FORM.text]: 'Say it in fewer words.' });
  }
  const preview = await previewChange(deps, by, said.value);
  if (preview.kind === 'refused') return refusedForm(preview);
  const { command } = deps.settings;
  return replace(changePreview({ ...preview, said: said.value, command }, packed));
}

const kindSchema = z.enum(CHANGE_KINDS);

function readSaid(
  fields: Fields,
):
  | { readonly kind: 'said'; readonly value: Announced }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> } {
  const kind = kindSchema.safeParse(fields.text(CHANGE_FORM.kind)).data;
  const detail = fields.text(CHANGE_FORM.detail);
  const parsed = announcedSchema.safeParse({
    component: fields.text(CHANGE_FORM.component),
    kind,
    detail,
    range: fields.text(CHANGE_FORM.range) || usualRange(kind ?? 'other', detail),
    text: fields.text(CHANGE_FORM.text),
    planned: fields.text(CHANGE_FORM.planned),
  });
  if (parsed.success) return { kind: 'said', value: parsed.data };
  const broken = parsed.error.issues.map((issue) => String(issue.path[0]));
  return {
    kind: 'errors',
    errors: Object.fromEntries(broken.map((field) => [field, 'Fill this in.'])),
  };
}

function refusedForm(refusal: Refusal): Reply[] {
  const { field } = refusal.facts ?? {};
  if (typeof field === 'string') return fieldErrors({ [field]: refusal.say });
  const atComponent = ['no-component', 'not-allowed', 'proposed-already'].includes(refusal.why);
  if (atComponent) return fieldErrors({ [CHANGE_FORM.component]: refusal.say });
  return replace(refusalModal(refusal));
}

async function submitSend(deps: Deps, { by, metadata }: FormAt): Promise<Reply[]> {
  const packed = unpackMetadata(metadata, packedSchema);
  if (!packed) return replace(sayModal(OLD_VIEW));
  const outcome = await proposeChange(deps, by, packed.id, packed.said);
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  const affected = count(outcome.change.workflows, 'AI workflow');
  return replace(
    sayModal(
      `*The owners of ${affected} are told within a minute, each once.* What they answer is collected on your card, which comes as a message.`,
    ),
  );
}

/** The message changes by itself. */
async function pressSeen(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const answer = { change: value, says: 'seen' as const, reason: '' };
  const outcome = await answerPlannedChange(deps, by, answer);
  return outcome.kind === 'refused' ? sayRefusal(outcome) : [];
}

async function pressBreaks(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const may = await mayAnswerChange(deps, by, value);
  return may.kind === 'refused' ? sayRefusal(may) : open(breaksModal(may.change));
}

async function submitReason(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const reason = fields.text(CHANGE.reasonField);
  const answer = { change: metadata, says: 'breaks' as const, reason };
  const outcome = await answerPlannedChange(deps, by, answer);
  if (outcome.kind !== 'refused') return [];
  if (outcome.why === 'reason-required') return fieldErrors({ [CHANGE.reasonField]: outcome.say });
  return replace(refusalModal(outcome));
}

async function pressMine(deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> {
  const [id = '', page = ''] = value.split('|');
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const shown = await showChangeAsk(deps, id, by);
  if (!shown) return sayRefusal(noChange(id));
  const view = mineModal(shown, Number(page));
  return surface.kind === 'modal' ? replace(view) : open(view);
}

async function pressAnswers(deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> {
  const [id = '', page = ''] = value.split('|');
  const shown = await readChange(deps, by, id);
  if (shown.kind === 'refused') return sayRefusal(shown);
  const view = changeAnswersModal(shown.change, shown.asks, Number(page));
  return surface.kind === 'modal' ? replace(view) : open(view);
}

function pressEnd(as: 'withdrawn' | 'done') {
  return async (deps: Deps, { by, value }: PressAt): Promise<Reply[]> => {
    const outcome = await finishChange(deps, by, value, as);
    return outcome.kind === 'refused' ? sayRefusal(outcome) : [];
  };
}

/** Planned changes: announced before anything is published, answered by those they touch. */
export const changeRoom: Room = {
  words: { change: typeChange },
  presses: {
    [CHANGE.seen]: pressSeen,
    [CHANGE.breaks]: pressBreaks,
    [CHANGE.mine]: pressMine,
    [CHANGE.answers]: pressAnswers,
    [CHANGE.withdraw]: pressEnd('withdrawn'),
    [CHANGE.done]: pressEnd('done'),
  },
  forms: {
    [CHANGE_FORM.write]: submitWritten,
    [CHANGE_FORM.send]: submitSend,
    [CHANGE.reason]: submitReason,
  },
};

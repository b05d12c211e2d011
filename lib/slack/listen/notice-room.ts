import * as z from 'zod';
import type { Deps } from '../../acts/deps.ts';
import { closeNotice, previewNotice, sendNotice, tellNewOwners } from '../../acts/notice.ts';
import { answerNotice, readNotice, showAsk } from '../../acts/notice-answer.ts';
import { noNotice } from '../../acts/notice-store.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { SAYS } from '../../core/notice.ts';
import { personKeySchema } from '../../core/people.ts';
import { type Refusal, refuse } from '../../core/result.ts';
import { unpackMetadata } from '../metadata.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room, WordAt } from '../room.ts';
import { answersModal, askModal, NOTICE } from '../views/notice-card.ts';
import { NOTICE_FORM, noticeForm, noticePreview } from '../views/notice-forms.ts';
import { OLD_BUTTON, OLD_VIEW, refusalModal, sayMessage, sayModal } from '../views/refusal.ts';
import { safe } from '../views/text.ts';

/** `/yard notice <system>`: a vendor changed its screens, and the owners are told once. */
export const noticeRoom: Room = {
  words: { notice: typeNotice },
  presses: {
    [NOTICE.answer]: pressAnswer,
    [NOTICE.list]: pressList,
    [NOTICE.answers]: pressAnswers,
    [NOTICE.again]: async (deps, { by, value }) => {
      const outcome = await tellNewOwners(deps, by, value);
      return outcome.kind === 'refused' ? sayRefusal(outcome) : [];
    },
    [NOTICE.close]: async (deps, { by, value }) => {
      const outcome = await closeNotice(deps, by, value);
      return outcome.kind === 'refused' ? sayRefusal(outcome) : [];
    },
  },
  forms: { [NOTICE_FORM.write]: submitWritten, [NOTICE_FORM.send]: submitSend },
};

async function typeNotice(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'send-notice', by);
  if (refusal) return sayRefusal(refusal);
  return open(noticeForm(rest.slice(0, 200).toWellFormed(), deps.newId('ntc')));
}

/** What the preview carries along: what was written, so that it is sent as it was read. */
const wantedSchema = z.strictObject({
  id: z.string(),
  system: z.string(),
  what: z.string(),
  link: z.string().optional(),
});

async function submitWritten(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const link = fields.text(NOTICE_FORM.link) || undefined;
  const wanted = {
    id: metadata,
    system: fields.text(NOTICE_FORM.system),
    what: fields.text(NOTICE_FORM.what),
    link,
  };
  const packed = JSON.stringify(wanted);
  if (packed.length > LONGEST_METADATA) {
    return fieldErrors({ [NOTICE_FORM.what]: 'Say it in fewer words.' });
  }
  const preview = await previewNotice(deps, by, wanted);
  if (preview.kind !== 'refused') return replace(noticePreview({ ...wanted, ...preview }, packed));
  return refusedForm(preview);
}

const LONGEST_METADATA = 3000;

function refusedForm(refusal: Refusal): Reply[] {
  const { why, say: text, facts } = refusal;
  if (why === 'bad-notice') return fieldErrors({ [String(facts?.field)]: text });
  const atSystem = ['no-system', 'nobody-touches', 'notice-open'].includes(why);
  return atSystem ? fieldErrors({ [NOTICE_FORM.system]: text }) : replace(refusalModal(refusal));
}

async function submitSend(deps: Deps, { by, metadata }: FormAt): Promise<Reply[]> {
  const wanted = unpackMetadata(metadata, wantedSchema);
  if (!wanted) return replace(sayModal(OLD_VIEW));
  const outcome = await sendNotice(deps, by, wanted);
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  const name = safe(outcome.notice.system, 100);
  return replace(
    sayModal(
      `*The owners of what touches ${name} are told within a minute, each once.* Their answers are collected on the card in the platform's channel.`,
    ),
  );
}

const answerSchema = z.enum(SAYS);

/** Still Works, Broken, Pause: the message changes by itself; the page of a modal is shown anew. */
async function pressAnswer(deps: Deps, at: PressAt): Promise<Reply[]> {
  const [notice = '', holderText = '', workflow = ''] = at.value.split('|');
  const says = answerSchema.safeParse(at.part).data;
  const holder = personKeySchema.safeParse(holderText).data;
  if (!says || !holder) return say(sayMessage(OLD_BUTTON));
  const outcome = await answerNotice(deps, at.by, { notice, holder, workflow, says });
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return at.surface.kind === 'modal' ? showList(deps, at, { notice, holder, page: 0 }) : [];
}

async function pressList(deps: Deps, at: PressAt): Promise<Reply[]> {
  const [notice = '', holderText = '', page = ''] = at.value.split('|');
  const holder = personKeySchema.safeParse(holderText).data;
  if (!holder) return say(sayMessage(OLD_BUTTON));
  return showList(deps, at, { notice, holder, page: Number(page) });
}

async function showList(
  deps: Deps,
  { by, surface }: PressAt,
  { notice, holder, page }: { notice: string; holder: string; page: number },
): Promise<Reply[]> {
  const outside = await mayNotHere(deps, 'find', by);
  if (outside) return sayRefusal(outside);
  if (holder !== by) return sayRefusal(refuse('not-asked', 'This list is somebody else’s.'));
  const shown = await showAsk(deps, notice, holder);
  if (!shown) return sayRefusal(noNotice(notice));
  const view = askModal({ ...shown, holder }, page);
  return surface.kind === 'modal' ? replace(view) : open(view);
}

async function pressAnswers(deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> {
  const [id = '', page = ''] = value.split('|');
  const shown = await readNotice(deps, by, id);
  if (shown.kind === 'refused') return sayRefusal(shown);
  const view = answersModal(shown.notice, shown.asks, Number(page));
  return surface.kind === 'modal' ? replace(view) : open(view);
}

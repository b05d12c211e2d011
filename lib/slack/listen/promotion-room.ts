import { demoteComponent, mayNotDemote } from '../../acts/demote.ts';
import type { Deps } from '../../acts/deps.ts';
import { promotable, withdrawPromotion } from '../../acts/promotion.ts';
import { answerCredit, creditQuestions } from '../../acts/promotion-credit.ts';
import { mayReviewPromotion, promotionsFor, reviewPromotion } from '../../acts/promotion-review.ts';
import { showPromotion } from '../../acts/promotion-shown.ts';
import { partIn } from '../../acts/promotion-start.ts';
import { loadPromotion, noPromotion } from '../../acts/promotion-store.ts';
import { mayNotHere } from '../../acts/standing.ts';
import type { From } from '../read/from.ts';
import {
  fieldErrors,
  HOME_ANEW,
  open,
  type Reply,
  type RoomReply,
  replace,
  say,
  sayRefusal,
} from '../reply.ts';
import type { FormAt, PressAt, Room, WordAt } from '../room.ts';
import { pickForm, promotionModal, type Why, whyForm } from '../views/promotion-forms.ts';
import { promotionsPart } from '../views/promotion-home.ts';
import { PROMOTION, PROMOTION_FIELD, readRound } from '../views/promotion-ids.ts';
import { refusalModal, sayMessage } from '../views/refusal.ts';
import { proposeFrom, submitPick, submitProposal } from './promotion-propose.ts';

/** `/yard promote`, `/yard promote plugin/reply-drafter` */
async function typePromote(deps: Deps, at: WordAt): Promise<Reply[]> {
  if (at.rest !== '') return proposeFrom(deps, at, at.rest);
  const refusal = await mayNotHere(deps, 'find', at.by);
  if (refusal) return sayRefusal(refusal);
  const { components, underWay } = await promotable(deps, at.by);
  const busy = underWay.filter((one) => one.state === 'open');
  const ids = components
    .map((one) => one.id)
    .filter((id) => !busy.some((one) => one.component === id))
    .sort();
  if (ids.length > 0) return open(pickForm(ids, busy));
  const waiting = busy.length > 0 ? ' What it has proposed waits for its review.' : '';
  return say(
    sayMessage(
      `Your teams have no components of their own to promote.${waiting} A team publishes one with \`yardmaster publish\`.`,
    ),
  );
}

/** On the card nothing is said: it changes for everybody. A modal would go on showing what was. */
async function pressPublish(deps: Deps, at: PressAt): Promise<readonly RoomReply[]> {
  const { id, round } = readRound(at.value);
  const who = actor(deps, at);
  const outcome = await reviewPromotion(deps, id, { who, round, answer: 'publish', reason: '' });
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return at.surface.kind === 'modal' ? shown(deps, at, { id, reply: replace }) : [];
}

async function pressNo(deps: Deps, at: PressAt, why: 'ask-changes' | 'reject'): Promise<Reply[]> {
  const may = await mayReviewPromotion(deps, at.by, readRound(at.value));
  return may.kind === 'refused' ? sayRefusal(may) : open(whyForm(why, may.promotion));
}

async function pressDemote(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const refusal = await mayNotDemote(deps, by, value);
  if (refusal) return sayRefusal(refusal);
  const head = await loadPromotion(deps, value);
  return head ? open(whyForm('demote', head.state)) : sayRefusal(noPromotion());
}

const WHYS: readonly Why[] = ['ask-changes', 'reject', 'demote'];

/** The reason for a "no"; without one the form stays open. */
async function submitReason(deps: Deps, at: FormAt): Promise<Reply[]> {
  const [asked = '', ...rest] = at.metadata.split('|');
  const why = WHYS.find((one) => one === asked);
  const { id, round } = readRound(rest.join('|'));
  const reason = at.fields.text(PROMOTION_FIELD.reason);
  const who = actor(deps, at);
  const outcome =
    why === undefined || why === 'demote'
      ? await demoteComponent(deps, who, id, reason)
      : await reviewPromotion(deps, id, { who, round, answer: why, reason });
  if (outcome.kind !== 'refused') return [];
  const again = outcome.why === 'reason-required' || outcome.why === 'lookup-failed';
  if (again) return fieldErrors({ [PROMOTION_FIELD.reason]: outcome.say });
  return replace(refusalModal(outcome));
}

async function pressWithdraw(deps: Deps, at: PressAt): Promise<Reply[]> {
  const outcome = await withdrawPromotion(deps, actor(deps, at), at.value);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return at.surface.kind === 'modal' ? shown(deps, at, { id: at.value, reply: replace }) : [];
}

async function pressDetails(deps: Deps, at: PressAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', at.by);
  return refusal ? sayRefusal(refusal) : shown(deps, at, { id: at.value, reply: open });
}

/** The whole promotion, with the buttons that are this person's to press. */
async function shown(
  deps: Deps,
  { by }: Pick<From, 'by'>,
  { id, reply }: { id: string; reply: typeof open },
): Promise<Reply[]> {
  const found = await showPromotion(deps, id);
  if (!found) return sayRefusal(noPromotion());
  return reply(promotionModal(found.shown, await partIn(deps, by, found.shown.promotion)));
}

async function pressCredit(
  deps: Deps,
  at: PressAt,
  says: 'yes' | 'no',
): Promise<readonly RoomReply[]> {
  const outcome = await answerCredit(deps, at.by, at.value, says);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return at.surface.kind === 'home' ? HOME_ANEW : [];
}

function actor(deps: Deps, { by, name }: From) {
  return { by, name, at: deps.now() };
}

/** Promotions: what a team proposes for everybody, its review, and who is named for it. */
export const promotionRoom: Room = {
  words: { promote: typePromote },
  presses: {
    [PROMOTION.publish]: pressPublish,
    [PROMOTION.changes]: (deps, at) => pressNo(deps, at, 'ask-changes'),
    [PROMOTION.reject]: (deps, at) => pressNo(deps, at, 'reject'),
    [PROMOTION.details]: pressDetails,
    [PROMOTION.again]: async (deps, at) => {
      const head = await loadPromotion(deps, at.value);
      return head ? proposeFrom(deps, at, head.state.component) : sayRefusal(noPromotion());
    },
    [PROMOTION.withdraw]: pressWithdraw,
    [PROMOTION.demote]: pressDemote,
    [PROMOTION.nameMe]: (deps, at) => pressCredit(deps, at, 'yes'),
    [PROMOTION.nameMeNot]: (deps, at) => pressCredit(deps, at, 'no'),
  },
  forms: {
    [PROMOTION.pickForm]: submitPick,
    [PROMOTION.proposeForm]: submitProposal,
    [PROMOTION.reasonForm]: submitReason,
  },
  home: async (deps, by) => {
    const [reviews, questions] = await Promise.all([
      promotionsFor(deps, by),
      creditQuestions(deps, by),
    ]);
    return promotionsPart(reviews, questions);
  },
};

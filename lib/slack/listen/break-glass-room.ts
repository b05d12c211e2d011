import { loadApproval, noApproval } from '../../acts/approvals.ts';
import { beginBreakGlass } from '../../acts/break-glass.ts';
import {
  listBreakGlass,
  mayNotReview,
  owedReviews,
  reviewBreakGlass,
} from '../../acts/break-glass-review.ts';
import { loadBreakGlass, loadBreakGlassWords, noBreakGlass } from '../../acts/break-glass-store.ts';
import type { Deps } from '../../acts/deps.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { stateOf } from '../../core/approval.ts';
import { VERDICTS } from '../../core/break-glass.ts';
import { alreadyEnded } from '../../core/decision.ts';
import type { PersonKey } from '../../core/people.ts';
import type { Refusal } from '../../core/result.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room, WordAt } from '../room.ts';
import {
  BREAK,
  breakGlassLink,
  breakGlassList,
  breakGlassOffer,
  breakGlassPart,
} from '../views/break-glass.ts';
import { breakGlassForm, reviewForm } from '../views/break-glass-forms.ts';
import { OLD_VIEW, refusalModal, refusalText, sayModal } from '../views/refusal.ts';

/** `/yard breakglass`: what was approved in an emergency; with a request's id, the form for one. */
export const breakGlassRoom: Room = {
  words: { breakglass: typeBreakGlass },
  presses: {
    [BREAK.open]: (deps, { by, value }: PressAt) => openForm(deps, by, value),
    [BREAK.review]: (deps, { by, value }: PressAt) => openReview(deps, by, value),
  },
  forms: { [BREAK.form]: submitForm, [BREAK.reviewForm]: submitReview },
  home: async (deps, by) => {
    const owed = await owedReviews(deps, by);
    return { waiting: breakGlassPart(owed), more: [] };
  },
};

async function typeBreakGlass(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  const id = rest.trim().slice(0, 80);
  if (id !== '') return openForm(deps, by, id);
  const shown = await listBreakGlass(deps, by);
  if (shown.kind === 'refused') return sayRefusal(shown);
  return say(breakGlassList(shown.list, deps.settings.command));
}

async function openForm(deps: Deps, by: PersonKey, id: string): Promise<Reply[]> {
  const [refusal, loaded] = await Promise.all([
    mayNotHere(deps, 'break-glass', by),
    loadApproval(deps, id),
  ]);
  if (refusal) return sayRefusal(refusal);
  if (!loaded) return sayRefusal(noApproval(id));
  const approval = loaded.head.state;
  if (stateOf(approval) !== 'waiting') return sayRefusal(alreadyEnded(approval));
  return open(breakGlassForm(approval));
}

async function submitForm(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const [id = '', digest = ''] = metadata.split('|');
  const reason = fields.text(BREAK.reason);
  const begun = await beginBreakGlass(deps, by, id, { reason, digest });
  if (begun.kind === 'refused') {
    if (begun.why === 'reason-required') return fieldErrors({ [BREAK.reason]: begun.say });
    return replace(refusalModal(begun));
  }
  const loaded = await loadApproval(deps, id);
  if (!loaded) return replace(refusalModal(noApproval(id)));
  return replace(breakGlassLink(loaded.head.state, begun.url));
}

async function openReview(deps: Deps, by: PersonKey, id: string): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const [head, loaded, words] = await Promise.all([
    loadBreakGlass(deps, id),
    loadApproval(deps, id),
    loadBreakGlassWords(deps, id),
  ]);
  if (!head || !loaded) return sayRefusal(noBreakGlass(id));
  const no = await mayNotReview(deps, head.state, by);
  return no ? sayRefusal(no) : open(reviewForm(head.state, loaded.head.state, words.reason));
}

async function submitReview(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const chosen = fields.text(BREAK.verdict);
  const verdict = VERDICTS.find((one) => one === chosen);
  if (!verdict) return replace(sayModal(OLD_VIEW));
  const outcome = await reviewBreakGlass(deps, by, metadata, {
    verdict,
    text: fields.text(BREAK.finding),
  });
  if (outcome.kind === 'reviewed') return [];
  if (outcome.why === 'reason-required') return fieldErrors({ [BREAK.finding]: outcome.say });
  return replace(refusalModal(outcome));
}

/** For an admin to whom the details are closed; undefined where breaking the glass is no way on. */
export async function offerBreakGlass(
  deps: Deps,
  by: PersonKey,
  { id, refusal }: { readonly id: string; readonly refusal: Refusal },
): Promise<Reply[] | undefined> {
  if (await mayNotHere(deps, 'break-glass', by)) return undefined;
  const approval = (await loadApproval(deps, id))?.head.state;
  if (!approval || stateOf(approval) !== 'waiting') return undefined;
  return say(breakGlassOffer(approval, refusalText(refusal)));
}

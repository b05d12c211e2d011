import type { Deps } from '../../acts/deps.ts';
import {
  acceptRevision,
  mayAnswer,
  refuseRevision,
  revisionsFor,
  withdrawRevision,
} from '../../acts/proposed.ts';
import { showRevision } from '../../acts/proposed-shown.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { openReviews, type Proposed } from '../../core/proposed.ts';
import { refuse } from '../../core/result.ts';
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
import type { FormAt, PressAt, Room } from '../room.ts';
import { refusalModal, sayMessage } from '../views/refusal.ts';
import { REVISION, stateLine } from '../views/revision-card.ts';
import { refuseRevisionModal, revisionModal, revisionsPart } from '../views/revision-home.ts';

/** Accept: the card changes by itself; what could not come into force is said. */
async function pressAccept(deps: Deps, at: PressAt): Promise<readonly RoomReply[]> {
  const outcome = await acceptRevision(deps, at, at.value);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return [...told(outcome.proposed), ...(await homeAnew(at))];
}

function told(proposed: Proposed): Reply[] {
  const more = openReviews(proposed).length > 0 || proposed.state === 'stale';
  return more ? say(sayMessage(stateLine(proposed))) : [];
}

async function pressRefuse(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const may = await mayAnswer(deps, by, value);
  return may.kind === 'refused' ? sayRefusal(may) : open(refuseRevisionModal(may.proposed));
}

async function submitRefusal(deps: Deps, at: FormAt): Promise<Reply[]> {
  const reason = at.fields.text(REVISION.reason);
  const outcome = await refuseRevision(deps, at, at.metadata, reason);
  if (outcome.kind === 'answered') return [];
  if (outcome.why === 'reason-required') return fieldErrors({ [REVISION.reason]: outcome.say });
  return replace(refusalModal(outcome));
}

async function pressWithdraw(deps: Deps, at: PressAt): Promise<readonly RoomReply[]> {
  const outcome = await withdrawRevision(deps, at, at.value);
  return outcome.kind === 'refused' ? sayRefusal(outcome) : homeAnew(at);
}

async function pressDetails(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const found = await showRevision(deps, value);
  if (found) return open(revisionModal(found.shown));
  return sayRefusal(refuse('no-proposal', 'There is no such proposed revision.'));
}

/** An answer given on Home shows Home anew. */
function homeAnew({ surface }: PressAt): readonly RoomReply[] {
  return surface.kind === 'home' ? HOME_ANEW : [];
}

/** Proposed revisions: their cards, and those that wait for somebody. */
export const revisionRoom: Room = {
  presses: {
    [REVISION.accept]: pressAccept,
    [REVISION.refuse]: pressRefuse,
    [REVISION.withdraw]: pressWithdraw,
    [REVISION.details]: pressDetails,
  },
  forms: { [REVISION.form]: submitRefusal },
  home: async (deps, by) => revisionsPart(await revisionsFor(deps, by)),
};

import { mayMove, moveApproval } from '../../acts/approval-move.ts';
import type { Deps } from '../../acts/deps.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room } from '../room.ts';
import { refusalModal } from '../views/refusal.ts';
import { isForTeam, movedModal, moveForm, UNSEEN } from '../views/unseen.ts';

/** "Nobody has seen this request": the way to another channel. */
export const unseenRoom: Room = {
  presses: { [UNSEEN.choose]: pressChoose },
  forms: { [UNSEEN.form]: submitMove },
};

async function pressChoose(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const may = await mayMove(deps, by, value);
  return may.kind === 'refused' ? sayRefusal(may) : open(moveForm(may.approval, may.team));
}

async function submitMove(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const channel = fields.text(UNSEEN.channel);
  if (channel === '') return fieldErrors({ [UNSEEN.channel]: 'Choose a channel.' });
  const forTeam = isForTeam(fields.text(UNSEEN.scope));
  const moved = await moveApproval(deps, by, metadata, { channel, forTeam });
  if (moved.kind === 'no-channel') return fieldErrors({ [UNSEEN.channel]: moved.say });
  if (moved.kind === 'refused') return replace(refusalModal(moved));
  return replace(movedModal(moved.approval, moved.team));
}

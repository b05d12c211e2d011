import type { ModalView } from '@slack/types';
import type { Proposed } from '../../core/proposed.ts';
import { LIMITS } from '../limits.ts';
import type { RoomPart } from './home.ts';
import {
  actions,
  askingModal,
  boldLine,
  button,
  context,
  plain,
  tellingModal,
  upTo,
} from './parts.ts';
import {
  answerPair,
  REVISION,
  type RevisionShown,
  revisionCard,
  revisionLine,
  whoever,
} from './revision-card.ts';
import { when } from './text.ts';

/** At most 12 blocks: three proposals of three, and the line that says how many more. */
const MOST = 3;

/** Revisions that wait for this person, on Home. */
export function revisionsPart(waiting: readonly Proposed[]): RoomPart {
  return {
    waiting: upTo(waiting, MOST, (one) => [
      boldLine(revisionLine(one), 200),
      context(`Proposed by ${whoever(one.by)} · ${when(one.at)}`),
      actions(
        `home-revision|${one.id}|${one.answers.length}`,
        ...answerPair(one.id),
        button('Details', REVISION.details, one.id),
      ),
    ]),
    more: [],
  };
}

/** The difference, in full. */
export function revisionModal(shown: RevisionShown): ModalView {
  return tellingModal('Proposed revision', revisionCard(shown, { personal: true }).blocks);
}

/** "Refuse needs a reason." */
export function refuseRevisionModal(proposed: Proposed): ModalView {
  const asks = {
    title: 'Refuse',
    submit: 'Refuse',
    callback: REVISION.form,
    metadata: proposed.id,
  };
  return askingModal(asks, [
    boldLine(revisionLine(proposed)),
    {
      type: 'input',
      block_id: REVISION.reason,
      label: plain('Why?', LIMITS.inputLabel),
      hint: plain('Whoever proposed it reads this.', LIMITS.inputHint),
      element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 1000 },
    },
  ]);
}

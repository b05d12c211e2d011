import type { KnownBlock, ModalView } from '@slack/types';
import type { Approval } from '../../core/approval.ts';
import { shortFingerprint } from '../../core/approval-text.ts';
import { count } from '../../core/count.ts';
import type { PersonKey } from '../../core/people.ts';
import { lineOnly } from './approval-card.ts';
import { steps } from './approval-words.ts';
import { DELEGATION } from './delegation-ids.ts';
import { ACTION } from './ids.ts';
import { actions, boldLine, button, context, section, tellingModal } from './parts.ts';
import { mention, when } from './text.ts';

/** An approval that waits for whoever reads it. */
export type WaitingShown = Approval & {
  /** Whose turn it is, where that person named the reader for it. */
  readonly inPlaceOf?: PersonKey | undefined;
};

const PER_PAGE = 15;

/** All that waits for one person, a page of it. Decisions are taken on Home and on the cards. */
export function waitingModal(waiting: readonly WaitingShown[], wanted: number): ModalView {
  if (waiting.length === 0) {
    return tellingModal('Waiting for you', [
      section(
        'Nothing waits for you. What does shows here, in my Home tab and in your team’s channel.',
      ),
    ]);
  }
  const pages = Math.ceil(waiting.length / PER_PAGE);
  const whole = Number.isFinite(wanted) ? Math.trunc(wanted) : 0;
  const page = Math.min(Math.max(whole, 0), pages - 1);
  const shown = waiting.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
  const where = pages > 1 ? `, page ${page + 1} of ${pages}` : '';
  return tellingModal('Waiting for you', [
    context(`${count(waiting.length, 'approval')}${where}. The one that ends first stands first.`),
    ...shown.flatMap((one) => [
      boldLine(lineOnly(one).line, 300),
      waitingFacts(one),
      actions(`waiting|${one.id}`, button('Details', ACTION.details, one.id)),
    ]),
    ...turner(page, pages),
  ]);
}

/** Whose turn, how many so far, until when. */
export function waitingFacts(one: WaitingShown): KnownBlock {
  const lines = [
    ...(one.onBehalfOf ? [`Says it acts for ${mention(one.onBehalfOf)}`] : []),
    ...(one.inPlaceOf ? [`In the place of ${mention(one.inPlaceOf)}`] : []),
    ...steps(one),
    ...(one.heldSince ? ['On hold: the workflow does not run'] : []),
    `Ends ${when(one.expiresAt)}`,
    `Fingerprint \`${shortFingerprint(one.digest)}\``,
  ];
  return context(lines.join(' · '));
}

function turner(page: number, pages: number): KnownBlock[] {
  if (pages === 1) return [];
  const turn = (label: string, way: string, to: number) =>
    button(label, `${DELEGATION.all}:${way}`, String(to));
  const back = page > 0 ? [turn('Previous Page', 'previous', page - 1)] : [];
  const on = page < pages - 1 ? [turn('Next Page', 'next', page + 1)] : [];
  return [actions(`waiting-pages|${page}`, ...back, ...on)];
}

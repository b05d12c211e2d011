import type { Button } from '@slack/types';
import type { Approval } from '../../core/approval.ts';
import { shortFingerprint } from '../../core/approval-text.ts';
import type { PersonKey } from '../../core/people.ts';
import { lineOnly } from './approval-card.ts';
import { DELEGATION } from './delegation-ids.ts';
import { ACTION } from './ids.ts';
import { actions, boldLine, button, context, fallback, type Message, primary } from './parts.ts';
import { mention, people, safe, when } from './text.ts';

export interface ReminderShown {
  readonly approval: Approval;
  /** Those whose turn it is and who have not decided. */
  readonly open: readonly PersonKey[];
  /** In whose place whoever reads it may decide; absent where it is their own turn. */
  readonly inPlaceOf?: PersonKey | undefined;
  /** Whoever reads it can ask somebody else. */
  readonly mayHand: boolean;
}

/** To one of those who have not decided, or to the channel of many. The card itself is elsewhere. */
export function approvalReminder(shown: ReminderShown): Message {
  const { approval, inPlaceOf } = shown;
  const { line } = lineOnly(approval);
  const place = inPlaceOf ? `You may decide in the place of ${mention(inPlaceOf)}.` : '';
  const where = /^[CG]/.test(approval.channel)
    ? `Decide on its card in <#${approval.channel}>, or in my Home tab.`
    : 'Decide on its card, or in my Home tab.';
  return {
    text: fallback(`Still waiting: ${line}`, endsLine(approval)),
    blocks: [
      boldLine(`Still waiting: ${line}`),
      context([place, endsLine(approval), where].filter((one) => one !== '').join(' ')),
      actions(`reminder|${approval.id}`, details(approval), ...handing(shown)),
    ],
  };
}

/** To those who answer for the team: nobody has decided, who could, and what follows if nobody does. */
export function approvalEscalation(shown: ReminderShown): Message {
  const { approval, open } = shown;
  const { line } = lineOnly(approval);
  const who = open.length > 0 ? people(open) : 'nobody who is left';
  const mine = shown.mayHand ? 'You are one of them.' : 'You are told because you answer for it.';
  return {
    text: fallback(`Nobody has decided: ${line}`, endsLine(approval)),
    blocks: [
      boldLine(`Nobody has decided: ${line}`),
      context(
        `Asked by the workflow *${safe(approval.workflow, 100)}* · ${when(approval.askedAt)} · Fingerprint \`${shortFingerprint(approval.digest)}\``,
        `It can be decided by ${who}. ${mine} ${endsLine(approval)}`,
      ),
      actions(
        `escalation|${approval.id}`,
        primary('Remind Them', DELEGATION.remind, approval.id),
        ...handing(shown),
        details(approval),
      ),
    ],
  };
}

/** What follows if nothing is done. */
function endsLine({ expiresAt }: Approval): string {
  return `It ends ${when(expiresAt)}. If nobody decides by then it expires, and nothing runs.`;
}

function details({ id }: Approval): Button {
  return button('Details', ACTION.details, id);
}

function handing({ approval, mayHand }: ReminderShown): Button[] {
  return mayHand ? [button('Ask Somebody Else', DELEGATION.ask, approval.id)] : [];
}

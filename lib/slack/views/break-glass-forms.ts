import type { InputBlock, ModalView } from '@slack/types';
import type { Approval } from '../../core/approval.ts';
import { shortFingerprint } from '../../core/approval-text.ts';
import { type BreakGlass, LEAST_REASON, MOST_REASON } from '../../core/break-glass.ts';
import { LIMITS } from '../limits.ts';
import { lineOnly } from './approval-card.ts';
import { BREAK } from './break-glass.ts';
import { askingModal, boldLine, context, plain, quote, section } from './parts.ts';
import { mention, when } from './text.ts';
import { typedInput } from './typed-input.ts';

/** What breaking the glass does, whom it tells, and why. */
export function breakGlassForm(approval: Approval): ModalView {
  const ask = {
    title: 'Break glass',
    submit: 'Log In and Confirm',
    callback: BREAK.form,
    metadata: `${approval.id}|${approval.digest}`,
  };
  return askingModal(ask, [
    boldLine(lineOnly(approval).line),
    section(
      'You approve this alone, in place of those who were asked. The team’s and the platform’s channel, the owner and every auditor are told at once, with your name and your reason. Somebody outside the platform team reviews it within two working days.',
    ),
    typedInput(
      BREAK.reason,
      'What is urgent, and why can nobody who was asked decide?',
      `At least ${LEAST_REASON} characters. Everybody who is told reads this.`,
      { max: MOST_REASON, multiline: true },
    ),
    context(`Next you log in anew. Fingerprint \`${shortFingerprint(approval.digest)}\``),
  ]);
}

/** Justified or not, and what was found. */
export function reviewForm(
  broken: BreakGlass,
  approval: Approval,
  reason: string | undefined,
): ModalView {
  const ask = {
    title: 'Review',
    submit: 'Save the Review',
    callback: BREAK.reviewForm,
    metadata: broken.id,
  };
  return askingModal(ask, [
    boldLine(lineOnly(approval).line),
    context(`${mention(broken.by)} approved it alone · ${when(broken.at)}`),
    ...(reason === undefined ? [context('The reason was erased.')] : [quote(reason, 1200)]),
    verdictInput(),
    typedInput(BREAK.finding, 'What did you find?', 'It stands on the card and stays.', {
      max: MOST_REASON,
      multiline: true,
    }),
  ]);
}

function verdictInput(): InputBlock {
  const option = (value: string, label: string) => ({
    value,
    text: plain(label, LIMITS.optionText),
  });
  return {
    type: 'input',
    block_id: BREAK.verdict,
    label: plain('Was it justified?', LIMITS.inputLabel),
    element: {
      type: 'radio_buttons',
      action_id: 'value',
      options: [option('justified', 'Justified'), option('not-justified', 'Not justified')],
    },
  };
}

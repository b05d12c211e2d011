import type { ModalView } from '@slack/types';
import { LIMITS } from '../limits.ts';
import { CALLBACK } from './ids.ts';
import { askingModal, boldLine, plain } from './parts.ts';
import { typedInput } from './typed-input.ts';

export const REASON = { reason: 'reason', suggestion: 'suggestion', value: 'value' } as const;
export type Asks = 'reject-approval' | 'approve-approval' | 'ask-changes' | 'reject-request';

const WORDS: Readonly<
  Record<Asks, { title: string; submit: string; label: string; hint: string }>
> = {
  'reject-approval': {
    title: 'Reject',
    submit: 'Reject',
    label: 'Why?',
    hint: 'The agent and its owner read this.',
  },
  'approve-approval': {
    title: 'Approve',
    submit: 'Approve',
    label: 'Why?',
    hint: 'The rule of this gate asks for it. Whoever sees the card reads this.',
  },
  'ask-changes': {
    title: 'Ask for changes',
    submit: 'Ask for Changes',
    label: 'What should change?',
    hint: 'The requester reads this.',
  },
  'reject-request': {
    title: 'Reject request',
    submit: 'Reject',
    label: 'Why?',
    hint: 'The requester reads this.',
  },
};

/** "Deny With a Suggested Change": a denial all the same, with what to ask for instead. */
const SUGGESTION = typedInput(
  REASON.suggestion,
  'Suggested change',
  'What you would approve instead. The agent gets it with your reason and may ask anew.',
  { max: 1000, multiline: true, optional: true },
);

/** Every "no" says why, and so does a "yes" whose rule asks for it. `line`: in words of others. */
export function reasonModal(asks: Asks, line: string, metadata: string): ModalView {
  const { title, submit, label, hint } = WORDS[asks];
  return askingModal({ title, submit, callback: CALLBACK.reason, metadata }, [
    boldLine(line),
    {
      type: 'input',
      block_id: REASON.reason,
      label: plain(label, LIMITS.inputLabel),
      hint: plain(hint, LIMITS.inputHint),
      element: {
        type: 'plain_text_input',
        action_id: REASON.value,
        multiline: true,
        max_length: 1000,
      },
    },
    ...(asks === 'reject-approval' ? [SUGGESTION] : []),
  ]);
}

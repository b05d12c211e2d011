import type { ModalView } from '@slack/types';
import { LIMITS } from '../limits.ts';
import { CALLBACK } from './ids.ts';
import { askingModal, boldLine, plain } from './parts.ts';

export const REASON = { reason: 'reason', value: 'value' } as const;
export type Asks = 'reject-approval' | 'ask-changes' | 'reject-request';

const WORDS: Readonly<
  Record<Asks, { title: string; submit: string; label: string; hint: string }>
> = {
  'reject-approval': {
    title: 'Reject',
    submit: 'Reject',
    label: 'Why?',
    hint: 'The agent and its owner read this.',
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

/** Every "no" says why. `line` is what it is about, in words of others. */
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
  ]);
}

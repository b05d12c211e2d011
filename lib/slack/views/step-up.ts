import type { ModalView } from '@slack/types';
import { LINK_MINUTES, PROOF_MINUTES } from '../../core/step-up.ts';
import { actions, boldLine, context, primary, section, tellingModal } from './parts.ts';

export const STEP_UP = { open: 'step_up_open' } as const;

/** What a fresh login is asked for: `line` tells it in words of others, `url` is the one-time link. */
export function stepUpModal({ line, url }: { line: string; url: string }): ModalView {
  return tellingModal('Log in to approve', [
    boldLine(line),
    section(
      `Approving this needs a fresh login at your organisation's identity provider, which counts for this request alone and for ${PROOF_MINUTES} minutes.`,
    ),
    actions('step-up', { ...primary('Log In to Approve', STEP_UP.open, 'open'), url }),
    context(
      `The link is yours alone, works once, and ends in ${LINK_MINUTES} minutes. Nothing is decided before you have logged in and pressed Approve there.`,
    ),
  ]);
}

import type { ModalView } from '@slack/types';
import type { Refusal } from '../../core/result.ts';
import { type Message, section, tellingModal } from './parts.ts';
import { safe } from './text.ts';

/** A refusal in plain words, for the person alone. */
export function refusalText(refusal: Refusal): string {
  return safe(refusal.say, 1000);
}

export function refusalMessage(refusal: Refusal): Message {
  return sayMessage(refusalText(refusal));
}

export function refusalModal(refusal: Refusal): ModalView {
  return sayModal(refusalText(refusal));
}

/** Our own sentence, for the person alone. `text` is mrkdwn. */
export function sayMessage(text: string): Message {
  return { text, blocks: [section(text)] };
}

export function sayModal(text: string): ModalView {
  return tellingModal('Yardmaster', [section(text)], 'Close');
}

/** "Our own failures are never shown as the requester's fault." */
export const OUR_FAULT = 'Something went wrong on our side, not yours. Try again in a moment.';

export const OLD_BUTTON =
  'This button is from an older version of Yardmaster. Open the newest message, or App Home.';

export const OLD_VIEW =
  'This form is from an older version of Yardmaster. Close it and open it again.';

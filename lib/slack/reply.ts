import type { HomeView, ModalView } from '@slack/types';
import type { Refusal } from '../core/result.ts';
import type { Message } from './views/parts.ts';
import { refusalMessage } from './views/refusal.ts';

/**
 * What a listener wants shown, as a value: it can be tested without Slack, and each surface carries
 * it out in its own way (see carry-out.ts).
 */
export type Reply =
  /** To the person alone, where they are. */
  | { readonly kind: 'say'; readonly message: Message }
  /** A modal; on top of the open one when there is one. */
  | { readonly kind: 'open'; readonly view: ModalView }
  /** In place of the open modal. */
  | { readonly kind: 'replace'; readonly view: ModalView }
  /** Field errors of the submitted modal, by block_id. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** The person's App Home, as it is now. */
  | { readonly kind: 'home'; readonly view: HomeView };

/** A room asks for App Home to be drawn anew; whoever knows all rooms does that. */
export type RoomReply = Reply | { readonly kind: 'home-anew' };

export const HOME_ANEW: readonly RoomReply[] = [{ kind: 'home-anew' }];

export function say(message: Message): Reply[] {
  return [{ kind: 'say', message }];
}

export function sayRefusal(refusal: Refusal): Reply[] {
  return say(refusalMessage(refusal));
}

export function open(view: ModalView): Reply[] {
  return [{ kind: 'open', view }];
}

export function replace(view: ModalView): Reply[] {
  return [{ kind: 'replace', view }];
}

export function fieldErrors(errors: Readonly<Record<string, string>>): Reply[] {
  return [{ kind: 'errors', errors }];
}

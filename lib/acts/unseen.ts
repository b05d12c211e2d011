import { type PersonKey, slackUserId } from '../core/people.ts';
import type { Telling } from '../store/outbox.ts';

const UNSEEN = 'approval-unseen/';

/** The owner's message that nobody has seen a request, or that it is seen by now. */
export function unseenRow(id: string, owner: PersonKey): Telling {
  return { what: 'approval-unseen', subject: `${UNSEEN}${id}`, place: slackUserId(owner) };
}

/** The approval's id in the subject of such a message. */
export function unseenId(subject: string): string {
  if (!subject.startsWith(UNSEEN)) throw new Error('no message about an unseen request');
  return subject.slice(UNSEEN.length);
}

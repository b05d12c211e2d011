import type { Deps } from '../acts/deps.ts';
import { placeInQueue } from '../acts/own-requests.ts';
import { requestOfReminder } from '../acts/reminders.ts';
import { requestSchema } from '../core/request.ts';
import { requestReminder } from '../slack/views/requests-list.ts';
import { readHead } from '../store/read.ts';
import type { Rendered } from './render.ts';

/** What the platform's channel is told of an overdue request; nothing once it is answered. */
export async function renderReminder(deps: Deps, subject: string): Promise<Rendered> {
  const id = requestOfReminder(subject);
  const head = await readHead(deps.store, `request/${id}`, requestSchema);
  if (head?.state.state !== 'queued') return { kind: 'nothing' };
  const place = await placeInQueue(deps, id);
  return { kind: 'card', ...requestReminder(head.state, place), version: head.chain.seq };
}

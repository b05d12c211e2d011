import { remind, requestSchema } from '../core/request.ts';
import { requestIndex } from '../store/indexes.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation } from './standing.ts';

const REMINDER = 'request-reminder/';

/** A reminder is a message of its own: the request's card is changed in place, which nobody notices. */
function reminderSubject(request: string, at: string): string {
  return `${REMINDER}${request}/${at}`;
}

/** The request that a reminder is about. */
export function requestOfReminder(subject: string): string {
  if (!subject.startsWith(REMINDER)) throw new Error('a reminder is about a request');
  return subject.slice(REMINDER.length).replace(/\/[^/]*$/, '');
}

/** Nobody is told where no channel was chosen yet. */
function tellings(subject: string, place: string): Telling[] {
  return place === '' ? [] : [{ what: 'request-reminder', subject, place, lane: 'bulk' }];
}

/**
 * "Overdue requests remind the platform": tells its channel again, once per request and working day.
 * Returns whether it did; two sweeps at once tell it once.
 */
export async function remindOfRequest(deps: Deps, id: string): Promise<boolean> {
  const subject = `request/${id}` as const;
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const [head, organisation] = await Promise.all([
      readHead(deps.store, subject, requestSchema),
      loadOrganisation(deps),
    ]);
    const now = deps.now();
    const request = head && remind(head.state, now, organisation);
    if (!head || !request) return done(false);
    const actor = { kind: 'system' as const, id: 'sweep' };
    const data = { dueAt: request.dueAt, next: request.remindAt ?? '' };
    const event = { kind: 'request.reminded', at: now, actor, data };
    const index = requestIndex(request);
    return {
      kind: 'write',
      value: true,
      write: {
        changes: [{ subject, from: head.chain, state: request, index, event }],
        tell: tellings(reminderSubject(id, now), organisation.platformChannel),
      },
    };
  });
}

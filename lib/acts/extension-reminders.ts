import { remindOwner } from '../core/extension-due.ts';
import type { Telling } from '../store/outbox.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { extensionChange, loadExtension, type Owners, ownersOf } from './extension-store.ts';

const REMINDER = 'extension-reminder/';

/** The extension that a reminder is about. */
export function extensionOfReminder(subject: string): string {
  if (!subject.startsWith(REMINDER)) throw new Error('a reminder is about an extension');
  return subject.slice(REMINDER.length).replace(/\/[^/]*$/, '');
}

/**
 * Tells the owners again what they owe an answer, once per working day; from the second time on the
 * platform as well. Returns whether it did; two sweeps at once tell it once.
 */
export async function remindOfExtension(deps: Deps, id: string): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await loadExtension(deps, id);
    if (!head) return done(false);
    const owners = await ownersOf(deps, head.state.component);
    if (owners.kind === 'refused') return done(false);
    const extension = remindOwner(head.state, deps.now(), owners.organisation);
    if (!extension) return done(false);
    const { dueAt = '', remindAt = '', reminded } = extension;
    const data = { dueAt, next: remindAt, reminded };
    const event = { kind: 'extension.reminded', by: 'sweep' as const, data };
    return {
      kind: 'write',
      value: true,
      write: {
        changes: [extensionChange(deps, extension, head.chain, event)],
        tell: tellings(`${REMINDER}${id}/${deps.now()}`, owners, reminded),
      },
    };
  });
}

/** Nobody is told where no channel was chosen yet. */
function tellings(subject: string, owners: Owners, reminded: number): Telling[] {
  const { channel, organisation } = owners;
  const places = reminded > 1 ? [channel, organisation.platformChannel] : [channel];
  return [...new Set(places)]
    .filter((place) => place !== '')
    .map((place) => ({ what: 'extension-reminder', subject, place, lane: 'bulk' }));
}

import { type Fatigue, fatigue } from '../core/fatigue.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { endFatigueLook, readDecisions, readFatigueLook } from '../store/decisions.ts';
import { createRow, outboxItem } from '../store/outbox.ts';
import type { Deps } from './deps.ts';

const NOTE = 'fatigue/';

/** Whom a note is for. */
export function personOfFatigue(subject: string): PersonKey {
  if (!subject.startsWith(NOTE)) throw new Error('a note is about decisions');
  return subject.slice(NOTE.length).replace(/\/[^/]*$/, '');
}

/** How somebody decided of late, when that is worth a note to them. */
export async function fatigueOf(deps: Deps, person: PersonKey): Promise<Fatigue | undefined> {
  return fatigue(await readDecisions(deps.store, person), deps.now());
}

/**
 * Looks at one person's decisions and tells them, and nobody else: "one private note a month". There
 * is no event of it, as auditors read the log. The row's id is the month's, so two sweeps tell once.
 */
export async function tellFatigue(deps: Deps, person: PersonKey): Promise<boolean> {
  const look = await readFatigueLook(deps.store, person);
  if (!look || deps.now() < look.dueAt) return false;
  const told = (await fatigueOf(deps, person)) !== undefined && (await note(deps, person, look));
  await endFatigueLook(deps.store, person, look.month);
  return told;
}

async function note(
  deps: Deps,
  person: PersonKey,
  { month }: { readonly month: string },
): Promise<boolean> {
  const subject = `${NOTE}${person}/${month}`;
  const place = slackUserId(person);
  const telling = { what: 'fatigue-note', subject, place, lane: 'bulk' } as const;
  const written = await createRow(deps.store, outboxItem(telling, subject, deps.now()));
  if (written) deps.wake();
  return written;
}

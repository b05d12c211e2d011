import { carryDeparture, noticeDeparture } from '../../lib/acts/departure-carry.ts';
import type { TestDeps } from '../kit/deps.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { MANIFEST, registered } from './stage.ts';

/** Of the colleague, with the team's lead as its backup. */
export const THEIRS = { ...MANIFEST, owner_person: COLLEAGUE, backup: OWNER };
export const AT = { person: COLLEAGUE, workflow: 'reply-bot' };

/** `reply-bot` is the colleague's, who leaves; nobody was asked yet. */
export async function left(deps: TestDeps): Promise<void> {
  await registered(deps, THEIRS);
  deps.change(COLLEAGUE, { deactivated: true });
  await noticeDeparture(deps, COLLEAGUE);
}

/** The same, and the first in line was asked. */
export async function orphaned(deps: TestDeps): Promise<void> {
  await left(deps);
  await carryDeparture(deps, COLLEAGUE);
}

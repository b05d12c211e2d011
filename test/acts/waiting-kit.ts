import { nameDelegate } from '../../lib/acts/delegation.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { changeOrganisation as changeRecord } from '../../lib/acts/stop.ts';
import type { Delegation } from '../../lib/core/delegation.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import type { Organisation, PersonKey } from '../../lib/core/people.ts';
import { COLLEAGUE, SALES_LEAD } from '../kit/people.ts';
import { MANIFEST, unsent } from './stage.ts';

export const HOUR = 60;

/** The colleague names somebody until the end of the week. */
export async function delegated(
  deps: Deps,
  to: PersonKey = SALES_LEAD,
  from?: string,
): Promise<Delegation> {
  const outcome = await nameDelegate(deps, COLLEAGUE, { to, from, until: '2026-11-27' });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.delegation;
}

/** Whom rows of this kind are for, in the order of their names. */
export async function toldBy(deps: Deps, what: string): Promise<string[]> {
  const rows = await unsent(deps);
  return rows
    .filter((row) => row.what === what)
    .map((row) => row.place)
    .sort();
}

/** The rows of one kind that are to be sent, with their subjects. */
export async function rowsOf(deps: Deps, what: string) {
  return (await unsent(deps)).filter((row) => row.what === what);
}

/** `reply-bot` with a gate of its own. */
export function gated(gate: NonNullable<Manifest['gates']>[string]): Manifest {
  return { ...MANIFEST, gates: { send_external_email: gate } };
}

/** What of the organisation's record is otherwise. */
export async function changeOrganisation(deps: Deps, change: Partial<Organisation>): Promise<void> {
  const actor = { kind: 'system' as const, id: 'tests' };
  const event = { kind: 'organisation.changed', at: deps.now(), actor, data: {} };
  await changeRecord(deps, () => ({ change, event }));
}

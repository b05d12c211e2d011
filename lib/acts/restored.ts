import { dropRow, LANES, readDueRows } from '../store/outbox.ts';
import type { Deps } from './deps.ts';
import { changeOrganisation } from './stop.ts';

const ROWS_AT_ONCE = 100;
const FOR_EVER = '9999';

/**
 * "Undecided, unconsumed and unsent things of earlier epochs are void": from this moment on what was
 * asked before is refused everywhere, and what was still to be sent is dropped, as nobody knows
 * whether it had been sent since. Returns how much was dropped; undefined when there is no
 * organisation. It may be run again at any time before anything new is asked.
 */
export async function markRestored(deps: Deps, madeAt: string): Promise<number | undefined> {
  const at = deps.now();
  const written = await changeOrganisation(deps, () => {
    const actor = { kind: 'system' as const, id: 'restore' };
    const event = { kind: 'organisation.restored', at, actor, data: { madeAt } };
    // A login that was ended since the backup, or whose person has left, would open everything again.
    return { change: { restoredAt: at, loginsEndedAt: at }, event };
  });
  if (!written) return undefined;
  let dropped = 0;
  for (const lane of LANES) {
    for (;;) {
      const rows = await readDueRows(deps.store, lane, FOR_EVER, ROWS_AT_ONCE);
      if (rows.length === 0) break;
      for (const row of rows) await dropRow(deps.store, row);
      dropped += rows.length;
    }
  }
  return dropped;
}

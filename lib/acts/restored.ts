import type { AuditActor } from '../core/audit.ts';
import type { Declared } from '../core/epoch.ts';
import { dropRow, LANES, readDueRows } from '../store/outbox.ts';
import { makeCheckpoints } from './checkpoint.ts';
import type { Deps } from './deps.ts';
import { changeOrganisation } from './stop.ts';

const ROWS_AT_ONCE = 100;
const FOR_EVER = '9999';

/** Who declares a restore, the last checkpoint known from before it, and restores that the backup knows nothing of. */
interface Declaring {
  readonly by?: AuditActor;
  readonly lost?: Declared['lost'];
  readonly forgot?: Declared['forgot'];
}

const RESTORE: AuditActor = { kind: 'system', id: 'restore' };

/**
 * "A declared restore starts a signed epoch": marks it, and signs the first checkpoint of the epoch,
 * before anything else can be written. Returns how many messages were dropped; undefined when there
 * is no organisation.
 */
export async function declareRestore(
  deps: Deps,
  madeAt: string,
  declaring: Declaring = {},
): Promise<number | undefined> {
  const dropped = await markRestored(deps, madeAt, declaring);
  if (dropped !== undefined) await makeCheckpoints(deps);
  return dropped;
}

/**
 * "Undecided, unconsumed and unsent things of earlier epochs are void": from this moment on what was
 * asked before is refused everywhere, and what was still to be sent is dropped, as nobody knows
 * whether it had been sent since. Returns how much was dropped; undefined when there is no
 * organisation. It may be run again at any time before anything new is asked.
 */
export async function markRestored(
  deps: Deps,
  madeAt: string,
  { by = RESTORE, lost, forgot = [] }: Declaring = {},
): Promise<number | undefined> {
  const at = deps.now();
  const written = await changeOrganisation(deps, () => {
    const data: Readonly<Record<string, string | number>> = lost
      ? { madeAt, lostNumber: lost.number, lostHash: lost.hash }
      : { madeAt };
    const event = { kind: 'organisation.restored', at, actor: by, data };
    const known = { ...(lost ? { lost } : {}), ...(forgot.length > 0 ? { forgot } : {}) };
    const restored = { at, by: `${by.kind}/${by.id}`, madeAt, ...known };
    // A login that was ended since the backup, or whose person has left, would open everything again.
    return { change: { restoredAt: at, loginsEndedAt: at, restored }, event };
  });
  if (!written) return undefined;
  return dropUnsent(deps);
}

async function dropUnsent(deps: Deps): Promise<number> {
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
